import type { Calendar } from '../../../domain/calendar-types';
import { frenchDateTime } from '../../../domain/french/dates';
import type { Instant, Reference } from '../../../domain/ids';
import { PostForm, type FormTokens } from '../../components/form';
import { Icon } from '../../components/icon';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { Timeline } from '../../components/timeline';
import { disputeFilePath, ticketActPath, timelineAnchor } from '../../paths';
import type { Owes, RelayView, RequiredItemView, TimelineEntry } from '../../view/ticket';
import { article as articleWords } from '../../words/articles';

/** The clock, past and future on one line, each date with its reckoning. */
export function Following({
  entries,
  owes,
  now,
  calendar,
  contract,
}: {
  entries: readonly TimelineEntry[];
  owes: Owes | null;
  now: Instant;
  calendar: Calendar;
  contract: { words: string; href: string | null };
}) {
  return (
    <Panel
      title="Ce qui va se passer"
      id={timelineAnchor()}
      end={
        contract.href === null ? (
          <Words text={contract.words} />
        ) : (
          <a href={contract.href}>
            <Words text={contract.words} />
          </a>
        )
      }
    >
      <Timeline entries={entries} now={now} calendar={calendar} />
      <p class="small muted mt-3 mb-0">
        Prévision recalculée à chaque événement, si personne n’agit.
        {owes?.side === 'partner' && ' Une réponse du partenaire rend l’horloge à la Caf.'}
        {owes?.side === 'desk' && ' Seule une réponse envoyée au partenaire arrête ce délai.'}
      </p>
    </Panel>
  );
}

/** Who inside was asked; none of it answers the partner. */
export function Relays({ relays, now, timeZone }: { relays: readonly RelayView[]; now: Instant; timeZone: string }) {
  if (relays.length === 0) return null;
  return (
    <Panel title="Secteurs et national">
      <ul class="check">
        {relays.map(({ to, national, at, answeredAt }) => (
          <li>
            <span class={answeredAt === null ? 't-soon' : 't-ok'}>
              <Icon name={answeredAt === null ? (national ? 'flag' : 'route') : 'checkCircle'} label={answeredAt === null ? 'Attendu' : 'Répondu'} />
            </span>
            <span>
              {to}
              <br />
              <span class="small muted">
                <Words text={answeredAt === null ? `saisi le ${frenchDateTime(at, timeZone, { now })}, n’a pas répondu` : `a répondu le ${frenchDateTime(answeredAt, timeZone, { now })}`} />
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p class="small muted mt-2 mb-0">Le délai de la Caf court jusqu’à la réponse envoyée au partenaire.</p>
    </Panel>
  );
}

const MARKS = {
  given: ['checkCircle', 't-ok', 'Fait'],
  missing: ['missing', 't-soon', 'Manque'],
  optional: ['minusCircle', 'muted', 'Facultatif'],
} as const;

/** What the contract requires of a request, item by item. */
export function Required({
  items,
  article,
  reference,
  tokens,
  mayGive,
}: {
  items: readonly RequiredItemView[];
  article: string | null;
  reference: Reference;
  tokens: FormTokens;
  /** Whether this person may say that an item has come. */
  mayGive: boolean;
}) {
  if (items.length === 0) return null;
  return (
    <Panel title="Éléments demandés par le contrat" end={article === null ? undefined : <span class="muted">{articleWords(article)}</span>}>
      <ul class="check">
        {items.map((item) => {
          const [icon, tone, word] = MARKS[item.state];
          return (
            <li>
              <span class={tone}>
                <Icon name={icon} label={word} />
              </span>
              <span>
                {item.state === 'missing' && <b>Manque : </b>}
                <Words text={item.label} />
                {item.detail !== null && (
                  <>
                    <br />
                    <span class="small muted">
                      <Words text={item.detail} />
                    </span>
                  </>
                )}
                {mayGive && item.state === 'missing' && item.code !== null && (
                  <Given code={item.code} label={item.label} reference={reference} tokens={tokens} />
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function Given({ code, label, reference, tokens }: { code: string; label: string; reference: Reference; tokens: FormTokens }) {
  return (
    <PostForm action={ticketActPath(reference, 'element')} tokens={tokens} suffix={`element-${code}`}>
      <input type="hidden" name="element" value={code} />
      <button class="btn btn-link btn-sm" type="submit" aria-label={`Marquer comme fourni : ${label}`}>
        Marquer comme fourni
      </button>
    </PostForm>
  );
}

/** Everything about the request in one file: journal, mails, and how each date was reckoned. */
export function DisputeFile({ reference }: { reference: Reference }) {
  return (
    <Panel title="Dossier pour litige">
      <p class="small muted">Le journal et sa chaîne, les courriels tels que reçus et envoyés, le calcul de chaque date.</p>
      <div class="row-flex">
        <a class="btn btn-light btn-sm" href={disputeFilePath(reference, 'pdf')} download>
          <Icon name="file" />
          Dossier (PDF)
        </a>
        <a class="btn btn-light btn-sm" href={disputeFilePath(reference, 'zip')} download>
          <Icon name="download" />
          Tout, avec les courriels (zip)
        </a>
      </div>
    </Panel>
  );
}
