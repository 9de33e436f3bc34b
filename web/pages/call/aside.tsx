import { Chip } from '../../components/chip';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Facts, Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { Timeline } from '../../components/timeline';
import { ticketPath } from '../../paths';
import { article } from '../../words/articles';
import { openingWords } from '../../words/when';
import type { CallProps } from '../call';

/** Beside the form: what the contract requires, what is already open, the desk's hours, what would happen. */
export function CallAside(props: CallProps) {
  return (
    <aside class="stack" aria-label="Aide à la saisie">
      <Checklist {...props} />
      {chosenMayNot(props) && (
        <Note tone="warn" icon="alert" title="Pas un contact du contrat">
          <p class="small">
            Enregistrez l’appel : il sera mis devant une personne, et la personne recevra une lettre vers son propre support de niveau 1. Un incident
            de sécurité se prend de quiconque.
          </p>
        </Note>
      )}
      {props.near.map((ticket) => (
        <Note tone="warn" title="Demande proche déjà ouverte">
          <p class="small">
            <a class="ref" href={ticketPath(ticket.reference)}>
              {ticket.reference}
            </a>{' '}
            « {ticket.subject} », <Words text={ticket.detail} />. <a href={ticketPath(ticket.reference)}>Y noter cet appel</a>
          </p>
        </Note>
      ))}
      <Hours {...props} />
      <Panel title="Si vous enregistrez maintenant">
        <Timeline entries={props.forecast} now={props.shell.now} calendar={props.caf.calendar} opened={false} />
      </Panel>
      {props.partner !== null && (
        <Panel title="Le partenaire">
          <Facts
            rows={[
              ['Convention', props.partner.convention],
              ['Services', props.partner.services],
              ['Demandes ouvertes', String(props.partner.openTickets)],
              ['Dernier appel', props.partner.lastCall === null ? null : <Words text={props.partner.lastCall} />],
            ]}
          />
        </Panel>
      )}
    </aside>
  );
}

function chosenMayNot({ callers, values }: CallProps): boolean {
  const chosen = callers?.find((caller) => caller.id === (values['appelant'] ?? callers[0]?.id));
  return chosen !== undefined && !chosen.mayOpen;
}

/** Which of the contract's items the form gives already. */
function given(props: CallProps, code: string): boolean {
  const { values } = props;
  const filled = (name: string) => (values[name] ?? '').trim() !== '';
  switch (code) {
    case 'caller-name':
      return filled('rappelNom');
    case 'caller-contact':
    case 'callback-phone':
      return (
        (values['rappelTelephone'] ?? '').replace(/\D/g, '').length >= 10 &&
        props.refused?.errors.some((error) => error.field === 'rappelTelephone') !== true
      );
    case 'service':
      return filled('service');
    case 'description':
      return filled('description');
    case 'error-message':
      return filled('messageErreur');
    case 'partner-name':
      return props.partner !== null;
    default:
      return false;
  }
}

/** Ticked by the server at each display, and live by the script (data-check follows data-item). */
function Checklist(props: CallProps) {
  const items = props.items.filter((item) => item.code !== 'subject-format');
  const required = items.filter((item) => !item.optional);
  const done = required.filter((item) => given(props, item.code)).length;
  if (items.length === 0) return <Note tone="info" icon="info" title="Ce contrat n’exige aucun élément." />;
  return (
    <Panel
      title="Ce que le contrat demande"
      end={
        <span data-check-count data-required={required.length}>
          <Chip tone={done === required.length ? 'ok' : 'soon'} icon={done === required.length ? 'checkCircle' : 'checklist'}>
            <span data-words>
              {done} sur {required.length}
            </span>
          </Chip>
        </span>
      }
    >
      <ul class="check">
        {items.map((item) => {
          const ok = given(props, item.code);
          return (
            <li data-check={item.code} data-optional={item.optional ? 'oui' : undefined} class={ok ? 'is-given' : undefined}>
              <span class="yes t-ok">
                <Icon name="checkCircle" label="Fait" />
              </span>
              <span class={item.optional ? 'no muted' : 'no t-soon'}>
                <Icon name={item.optional ? 'minusCircle' : 'missing'} label={item.optional ? 'Facultatif' : 'À demander'} />
              </span>
              <span class={item.optional ? 'muted' : undefined}>
                <Words text={capital(item.label)} />
                {item.optional && ', si possible'}
              </span>
            </li>
          );
        })}
      </ul>
      <p class="small muted mb-0 mt-2">
        {props.itemsArticle === null ? 'Réglage du guichet' : article(props.itemsArticle)}. Ce qui manque sera demandé dans l’accusé de réception.
      </p>
    </Panel>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function Hours({ caf, shell }: CallProps) {
  const { open, text } = openingWords(caf.opening, shell.now, caf.calendar.timeZone);
  return (
    <Note tone={open ? 'info' : 'warn'} icon="clock" title={<Words text={`${caf.name} : ${text.charAt(0).toLowerCase()}${text.slice(1)}`} />}>
      <p class="small">
        Une demande compte dès sa réception, même guichet fermé. Seule une échéance qui tombe guichet fermé passe à l’ouverture suivante.
      </p>
    </Note>
  );
}
