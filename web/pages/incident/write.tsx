import { Choice, TextArea } from '../../components/fields';
import { ErrorSummary, PostForm, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Facts, Panel } from '../../components/panel';
import { Paragraphs, Words } from '../../components/text';
import { incidentActPath, type IncidentAct } from '../../paths';
import type { IncidentTicketView } from '../../view/incident';
import { count } from '../../words/labels';
import type { IncidentProps } from '../incident';
import { IncidentDetails } from './form';
import { Ticks } from './tables';

const AFTER = [
  { value: 'encore', label: 'Nous devons encore une réponse', hint: 'le délai de chaque demande repart de ce message' },
  { value: 'resolu', label: 'C’est résolu', hint: 'plus personne ne doit de réponse' },
];

const refusedOf = ({ sent }: IncidentProps, act: IncidentAct): Refused | null => (sent?.act === act ? sent.refused : null);

/** One text, a letter a request. */
export function WriteToAll({ props, open }: { props: IncidentProps; open: number }) {
  const { incident, tokens } = props;
  const refused = refusedOf(props, 'message');
  return (
    <Panel title="Répondre à toutes" aside={count(open, 'demande ouverte', 'demandes ouvertes')}>
      <PostForm action={incidentActPath(incident.id, 'message')} tokens={tokens} suffix="message" draft={`incident/${incident.id}`}>
        <ErrorSummary refused={refused} idOf={(field) => `message-${field}`} />
        <TextArea id="message-texte" name="texte" label="Message" hint="Chaque partenaire le reçoit en réponse à sa propre demande." rows={6} refused={refused} />
        <Choice name="suite" legend="Après ce message" idPrefix="message" options={AFTER} refused={refused} />
        <button class="btn btn-primary" type="submit" data-submit>
          <Icon name="send" />
          {`Envoyer à ${count(open, 'demande')}`}
        </button>
      </PostForm>
    </Panel>
  );
}

/** What is told to whoever writes while it goes on. */
export function Known({ props }: { props: IncidentProps }) {
  const { incident, known, details, services, zoneWords, tokens } = props;
  const refused = refusedOf(props, 'etat');
  return (
    <Panel title="Ce que l’on sait">
      {known === '' ? (
        <p class="muted">Rien n’est encore écrit : l’accusé de réception dit seulement que l’incident est connu.</p>
      ) : (
        <Paragraphs text={known} />
      )}
      <Facts rows={[['Touche', <Words text={incident.scope} />]]} />
      <p class="small muted mt-3 mb-0">
        {incident.closedAt === null
          ? 'L’accusé de réception d’une nouvelle demande du même service le dit. Aucune horloge ne s’arrête : seule une réponse le fait.'
          : 'Les nouvelles demandes ne sont plus rapprochées de cet incident.'}
      </p>
      {props.readOnly !== null && (
        <p class="small mt-2 mb-0">
          <Icon name="lock" /> {props.readOnly}
        </p>
      )}
      {incident.closedAt === null && props.readOnly === null && (
        <details open={refused !== null} class="mt-3">
          <summary class="small">Mettre à jour</summary>
          <PostForm action={incidentActPath(incident.id, 'etat')} tokens={tokens} suffix="etat" class="mt-2">
            <ErrorSummary refused={refused} idOf={(field) => `etat-${field}`} />
            <IncidentDetails values={details} refused={refused} services={services} zoneWords={zoneWords} prefix="etat" />
            <button class="btn btn-light" type="submit">
              <Icon name="save" />
              Enregistrer
            </button>
          </PostForm>
        </details>
      )}
    </Panel>
  );
}

/** The last message, and which requests it resolves. */
export function Close({ props, open }: { props: IncidentProps; open: readonly IncidentTicketView[] }) {
  const { incident, tokens, readOnly, shell } = props;
  if (readOnly !== null) return null;
  const refused = refusedOf(props, 'cloture');
  const ticked = refused === null ? true : new Set(props.sent?.ticked ?? []);
  return (
    <Panel title="Clore l’incident" id="cloture">
      <PostForm action={incidentActPath(incident.id, 'cloture')} tokens={tokens} suffix="cloture">
        <ErrorSummary refused={refused} idOf={(field) => (field === 'demandes' ? 'cloture' : `cloture-${field}`)} />
        {open.length > 0 && (
          <>
            <TextArea id="cloture-texte" name="texte" label="Dernier message" hint="Il résout les demandes cochées ; les autres restent ouvertes, leur horloge continue." rows={4} refused={refused} />
            <Ticks legend="Demandes résolues par ce message" tickets={open} checked={ticked} times={{ now: shell.now, timeZone: shell.timeZone }} prefix="resoudre" />
          </>
        )}
        <button class="btn btn-light" type="submit">
          <Icon name="checkCircle" />
          Clore l’incident
        </button>
      </PostForm>
    </Panel>
  );
}
