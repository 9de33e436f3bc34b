import { frenchDateTime } from '../../../domain/french/dates';
import type { CafCode, Instant } from '../../../domain/ids';
import { Select, TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Option, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { absenceEndPath, absencesPath, coverEndPath, coversPath } from '../../contract-paths';
import { contractPath } from '../../paths';
import type { ShellProps } from '../../view/shell';

/** Someone away, and who stands in. */
export interface AwayView {
  readonly id: string;
  /** « Inès Vigneroy », « 1er contact Caf : conseillère services numériques » */
  readonly who: string;
  readonly standIn: string;
  readonly from: Instant;
  readonly until: Instant;
}

export interface AbsencesProps {
  readonly shell: ShellProps;
  readonly caf: CafCode;
  readonly name: string;
  readonly timeZone: string;
  readonly zoneWords: string;
  readonly agents: readonly Option[];
  /** The rungs of the Caf's ladder and the manager, by rank (« 0 » = the manager). */
  readonly rungs: readonly Option[];
  readonly absences: readonly AwayView[];
  readonly covers: readonly AwayView[];
  readonly refused: { readonly form: 'absence' | 'remplacement'; readonly sent: Refused } | null;
  readonly tokens: FormTokens;
}

/** Who is away and who stands in: agents for what is assigned to them, the Caf's contacts for who is written to. */
export function AbsencesPage(props: AbsencesProps) {
  const { shell, caf, name, absences, covers } = props;
  return (
    <Layout shell={shell} title={`Absences, ${name}`}>
      <p class="small mb-1">
        <a href={contractPath(caf)}>
          <Icon name="arrowLeft" />
          {name}
        </a>
      </p>
      <h1 class="mb-3">Absences et remplacements</h1>
      <div class="pair">
        <Panel title="Agents absents">
          <List away={absences} {...props} end={absenceEndPath} empty="Aucune absence à venir." />
          <AbsenceForm {...props} />
        </Panel>
        <Panel title="Contacts de la Caf remplacés">
          <List away={covers} {...props} end={coverEndPath} empty="Les contacts du contrat sont tous joignables." />
          <CoverForm {...props} />
        </Panel>
      </div>
    </Layout>
  );
}

function List({ away, caf, timeZone, shell, end, empty, tokens }: AbsencesProps & { away: readonly AwayView[]; end: (caf: CafCode, id: string) => string; empty: string }) {
  if (away.length === 0) return <p class="muted">{empty}</p>;
  return (
    <ul class="check">
      {away.map((one) => (
        <li>
          <Icon name="user" />
          <span>
            <b>
              <Words text={one.who} />
            </b>{' '}
            → {one.standIn}
            <br />
            <span class="small muted">
              <Words text={`du ${frenchDateTime(one.from, timeZone, { now: shell.now })} au ${frenchDateTime(one.until, timeZone, { now: shell.now })}`} />
            </span>
            <PostForm action={end(caf, one.id)} tokens={tokens} suffix={`fin-${one.id}`}>
              <button class="btn btn-link btn-sm" type="submit" aria-label={`Mettre fin : ${one.who}`}>
                Mettre fin
              </button>
            </PostForm>
          </span>
        </li>
      ))}
    </ul>
  );
}

function sentOf({ refused }: AbsencesProps, form: 'absence' | 'remplacement'): Refused | null {
  return refused?.form === form ? refused.sent : null;
}

function Span({ form, zoneWords, refused }: { form: string; zoneWords: string; refused: Refused | null }) {
  return (
    <>
      <TextField id={`${form}-du`} name="du" type="datetime-local" label="Du" aside={`(${zoneWords})`} width="w-when" refused={refused} required />
      <TextField id={`${form}-au`} name="au" type="datetime-local" label="Au" aside={`(${zoneWords})`} width="w-when" refused={refused} required />
    </>
  );
}

function AbsenceForm(props: AbsencesProps) {
  const refused = sentOf(props, 'absence');
  return (
    <PostForm action={absencesPath(props.caf)} tokens={props.tokens} suffix="absence" id="absence">
      <h3 class="h6">Saisir une absence</h3>
      <ErrorSummary refused={refused} idOf={(field) => `absence-${field}`} />
      <Select id="absence-agent" name="agent" label="Agent absent" options={props.agents} blank="Choisir…" refused={refused} required />
      <Select id="absence-remplacant" name="remplacant" label="Remplaçant" options={props.agents} blank="Choisir…" refused={refused} required hint="Son nom est montré dans la file à la place de l’absent." />
      <Span form="absence" zoneWords={props.zoneWords} refused={refused} />
      <button class="btn btn-primary" type="submit">
        Enregistrer l’absence
      </button>
    </PostForm>
  );
}

function CoverForm(props: AbsencesProps) {
  const refused = sentOf(props, 'remplacement');
  return (
    <PostForm action={coversPath(props.caf)} tokens={props.tokens} suffix="remplacement" id="remplacement">
      <h3 class="h6">Remplacer un contact</h3>
      <p class="small muted">Les lettres qui partent pendant ce temps vont au remplaçant ; la fonction du contrat reste.</p>
      <ErrorSummary refused={refused} idOf={(field) => `remplacement-${field}`} />
      <Select id="remplacement-echelon" name="echelon" label="Contact remplacé" options={props.rungs} blank="Choisir…" refused={refused} required />
      <TextField id="remplacement-nom" name="nom" label="Nom du remplaçant" refused={refused} required />
      <TextField id="remplacement-courriel" name="courriel" type="email" label="Courriel" refused={refused} required />
      <TextField id="remplacement-telephone" name="telephone" type="tel" label="Téléphone" aside="(facultatif)" refused={refused} />
      <Span form="remplacement" zoneWords={props.zoneWords} refused={refused} />
      <button class="btn btn-primary" type="submit">
        Enregistrer le remplacement
      </button>
    </PostForm>
  );
}
