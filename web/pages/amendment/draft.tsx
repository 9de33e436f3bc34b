import type { Calendar } from '../../../domain/calendar-types';
import type { StatementLine } from '../../../domain/contract-statement';
import { labelOf } from '../../../domain/contract-statement';
import { frenchDate } from '../../../domain/french/dates';
import type { CafCode, LocalDate } from '../../../domain/ids';
import { Chip } from '../../components/chip';
import { DryRun } from '../../components/dry-run';
import { Choice, TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { amendmentChangePath, amendmentCsvPath, amendmentDropPath, amendmentPath, amendmentSignPath } from '../../contract-paths';
import { contractPath } from '../../paths';
import type { DryRunView } from '../../view/dry-run';
import type { ShellProps } from '../../view/shell';

export interface AmendmentProps {
  readonly shell: ShellProps;
  readonly caf: CafCode;
  readonly name: string;
  readonly id: string;
  readonly state: 'draft' | 'signed' | 'withdrawn';
  readonly baseVersion: number;
  readonly version: number;
  readonly effectiveFrom: LocalDate;
  /** « “1 mois” devient “10 jours ouvrés” (art. 3.3) » */
  readonly parts: readonly string[];
  readonly gone: readonly StatementLine[];
  readonly fresh: readonly StatementLine[];
  readonly openTickets: 'keep-version' | 'move';
  /** Null once it is signed: what it moved stands in the tickets. */
  readonly run: DryRunView | null;
  readonly calendar: Calendar;
  /** « signé le 27 mai par …, pour la Caf …, pour le partenaire … » */
  readonly signedWords: string | null;
  /** Why it cannot be signed now, in French. */
  readonly blocked: string | null;
  readonly refused: Refused | null;
  readonly tokens: FormTokens;
}

const idOf = (field: string): string => `signature-${field}`;

/** A draft amendment tried on the open tickets, before it is signed. */
export function AmendmentPage(props: AmendmentProps) {
  const { shell, caf, name, id, state, version, effectiveFrom } = props;
  const title = state === 'signed' ? `Avenant signé, version ${version}` : 'Projet d’avenant';
  return (
    <Layout shell={shell} title={`${title}, ${name}`}>
      <p class="small mb-1 no-print">
        <a href={contractPath(caf)}>
          <Icon name="arrowLeft" />
          {name}
        </a>
      </p>
      <div class="row-flex mb-3">
        <h1>
          {title}, {name}
        </h1>
        <Chip tone={state === 'signed' ? 'ok' : 'line'} icon={state === 'signed' ? 'checkCircle' : undefined}>
          <Words text={`effet le ${frenchDate(effectiveFrom)}`} />
        </Chip>
        {state === 'draft' && (
          <a class="btn btn-light push" href={amendmentChangePath(caf, id)}>
            <Icon name="pencil" />
            Modifier le projet
          </a>
        )}
      </div>
      {props.signedWords !== null && (
        <div class="mb-3">
          <Note tone="done" title={<Words text={props.signedWords} />} />
        </div>
      )}
      <div class="stack">
        <Changes {...props} />
        {props.run !== null && <Trial {...props} run={props.run} />}
        {state === 'draft' && <Sign {...props} />}
      </div>
    </Layout>
  );
}

function Changes({ parts, gone, fresh, baseVersion, version }: AmendmentProps) {
  return (
    <Panel title="Ce qui change dans le contrat" aside={`version ${baseVersion} → version ${version}`}>
      {parts.length === 0 ? (
        <p class="mb-0">Rien ne diffère encore de la version en vigueur.</p>
      ) : (
        <>
          <p class="row-flex">
            {parts.map((part) => (
              <Chip tone="line">
                <Words text={part} />
              </Chip>
            ))}
          </p>
          <div class="pair">
            <Lines title="Ne vaudra plus" lines={gone} />
            <Lines title="Vaudra" lines={fresh} />
          </div>
        </>
      )}
    </Panel>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly StatementLine[] }) {
  return (
    <div>
      <h3 class="h6">{title}</h3>
      {lines.length === 0 && <p class="muted">Rien.</p>}
      {lines.map((line) => (
        <p class="clause">
          <span class="art">{labelOf(line)}</span>
          <span>
            <Words text={line.text} />
          </span>
        </p>
      ))}
    </div>
  );
}

function Trial({ run, caf, id, openTickets, baseVersion, version, calendar, shell }: AmendmentProps & { run: DryRunView }) {
  const options = [
    { value: 'keep-version', label: `gardent la version ${baseVersion}` },
    { value: 'move', label: `passent à la version ${version} à la date d’effet` },
  ];
  return (
    <Panel title="Essai à blanc" end={<span class="muted">Rien n’est encore changé</span>} id="essai">
      <form action={`${amendmentPath(caf, id)}#essai`} class="row-flex align-items-end mb-2">
        <Choice name="ouvertes" legend="Demandes déjà ouvertes" options={options} value={openTickets} idPrefix="essai" class="inline" />
        <button class="btn btn-light" type="submit">
          <Icon name="refresh" />
          Essayer
        </button>
      </form>
      <DryRun run={run} calendar={calendar} now={shell.now} afterTitle="Avec l’avenant" />
      <p class="row-flex mt-2 mb-0 no-print">
        {run.hidden > 0 && <a href={amendmentPath(caf, id, { ouvertes: openTickets, toutes: 'oui' })}>Les {run.rows.length + run.hidden} demandes</a>}
        <a class="btn btn-light push" href={amendmentCsvPath(caf, id, { ouvertes: openTickets })}>
          <Icon name="download" />
          Exporter l’essai
        </a>
      </p>
    </Panel>
  );
}

function Sign(props: AmendmentProps) {
  const { caf, id, refused, tokens, openTickets, version, blocked } = props;
  const field = (name: string, label: string, hint?: string) => <TextField id={idOf(name)} name={name} label={label} hint={hint} refused={refused} required />;
  return (
    <Panel title="Enregistrer les signatures" id="signature">
      {blocked !== null ? (
        <p class="mb-3">
          <Icon name="lock" /> <Words text={blocked} />
        </p>
      ) : (
        <PostForm action={amendmentSignPath(caf, id)} tokens={tokens} suffix="signature">
          <ErrorSummary refused={refused} idOf={idOf} />
          <p>
            <Words
              text={`La version ${version} sera en vigueur à sa date d’effet. Les demandes déjà ouvertes ${openTickets === 'move' ? 'y passeront ce jour-là, aux dates de l’essai' : 'gardent leur version'}.`}
            />
          </p>
          <input type="hidden" name="ouvertes" value={openTickets} />
          <div class="form-grid">
            {field('caf', 'Signataire pour la Caf')}
            {field('partenaire', 'Signataire pour les partenaires')}
            <TextField id={idOf('date')} name="date" type="date" label="Signé le" width="w-when" refused={refused} required />
          </div>
          <button class="btn btn-primary" type="submit" data-submit>
            <Icon name="check" />
            Signer et mettre en vigueur à la date d’effet
          </button>
        </PostForm>
      )}
      <PostForm action={amendmentDropPath(caf, id)} tokens={tokens} suffix="abandon" class="mt-2">
        <button class="btn btn-link btn-sm" type="submit">
          Abandonner ce projet
        </button>
      </PostForm>
    </Panel>
  );
}
