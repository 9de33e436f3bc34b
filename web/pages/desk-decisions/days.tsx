import type { Calendar } from '../../../domain/calendar-types';
import { frenchDate, frenchDateTime } from '../../../domain/french/dates';
import { localDateOf } from '../../../domain/calendar';
import type { CafCode, Instant, LocalDate } from '../../../domain/ids';
import { DryRun } from '../../components/dry-run';
import { Select, TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { deskDayDropPath, deskDaysPath } from '../../contract-paths';
import { contractPath } from '../../paths';
import type { DryRunView } from '../../view/dry-run';
import type { ShellProps } from '../../view/shell';

export interface DeskDayView {
  readonly id: string;
  readonly day: LocalDate;
  readonly kind: 'closed' | 'open';
  /** « 9 h 00 – 12 h 00 »; null for a closing day. */
  readonly hours: string | null;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

export interface DeskDaysProps {
  readonly shell: ShellProps;
  readonly caf: CafCode;
  readonly name: string;
  readonly calendar: Calendar;
  readonly days: readonly DeskDayView[];
  readonly values: Readonly<Record<string, string>>;
  readonly refused: Refused | null;
  /** What the form asks to try; null = nothing is tried. */
  readonly trial: { readonly words: string; readonly run: DryRunView; readonly drop: string | null } | null;
  readonly tokens: FormTokens;
}

const idOf = (field: string): string => `jour-${field}`;
const KINDS = [
  { value: 'closed', label: 'Fermeture' },
  { value: 'open', label: 'Ouverture exceptionnelle' },
];

/** Days that the desk closes or opens by exception: tried on the open tickets, then put in force. */
export function DeskDaysPage(props: DeskDaysProps) {
  const { shell, caf, name, days, calendar } = props;
  return (
    <Layout shell={shell} title={`Jours du guichet, ${name}`}>
      <p class="small mb-1">
        <a href={contractPath(caf)}>
          <Icon name="arrowLeft" />
          {name}
        </a>
      </p>
      <h1 class="mb-1">Jours du guichet</h1>
      <p class="muted">Un pont, une grève, un samedi ouvert : un réglage du guichet, sans avenant. Les délais en cours sont recalculés à la mise en vigueur.</p>
      <div class="stack">
        <TryForm {...props} />
        {props.trial !== null && <Trial {...props} trial={props.trial} />}
        <Panel title="Jours en vigueur">
          {days.length === 0 ? (
            <p class="mb-0">Aucun jour n’est ajouté aux horaires et aux jours fériés du contrat.</p>
          ) : (
            <ul class="check">
              {days.map((day) => (
                <Day day={day} caf={caf} calendar={calendar} now={shell.now} />
              ))}
            </ul>
          )}
        </Panel>
      </div>
    </Layout>
  );
}

function TryForm({ caf, values, refused }: DeskDaysProps) {
  const text = (field: string, label: string, extra: { type?: 'date'; hint?: string; required?: boolean } = {}) => (
    <TextField id={idOf(field)} name={field} label={label} value={values[field] ?? ''} refused={refused} width={extra.type === 'date' ? 'w-when' : undefined} {...extra} />
  );
  return (
    <Panel title="Ajouter un jour">
      <ErrorSummary refused={refused} idOf={idOf} />
      <form action={`${deskDaysPath(caf)}#essai`}>
        <div class="form-grid">
          <Select id={idOf('nature')} name="nature" label="Nature" options={KINDS} value={values['nature'] ?? 'closed'} refused={refused} />
          {text('du', 'Du', { type: 'date', required: true })}
          {text('au', 'Au', { type: 'date', hint: 'Vide : un seul jour.' })}
          {text('horaires', 'Horaires d’ouverture', { hint: 'Pour une ouverture : « 9 h 00 - 12 h 00 ».' })}
          {text('motif', 'Motif', { required: true, hint: 'Pont, grève… Il reste au journal.' })}
        </div>
        <button class="btn btn-primary" type="submit">
          <Icon name="refresh" />
          Essayer à blanc
        </button>
      </form>
    </Panel>
  );
}

function Trial({ trial, caf, calendar, shell, values, tokens }: DeskDaysProps & { trial: NonNullable<DeskDaysProps['trial']> }) {
  const { drop } = trial;
  return (
    <Panel title="Essai à blanc" aside={<Words text={trial.words} />} end={<span class="muted">Rien n’est encore changé</span>} id="essai">
      <DryRun run={trial.run} calendar={calendar} now={shell.now} afterTitle={drop === null ? 'Avec ce jour' : 'Sans ce jour'} />
      <PostForm action={drop === null ? deskDaysPath(caf) : deskDayDropPath(caf, drop)} tokens={tokens} suffix={drop === null ? 'jour' : `retrait-${drop}`} class="mt-2">
        {drop === null && ['nature', 'du', 'au', 'horaires', 'motif'].map((name) => <input type="hidden" name={name} value={values[name] ?? ''} />)}
        <button class="btn btn-primary" type="submit">
          <Icon name="check" />
          {drop === null ? 'Mettre en vigueur' : 'Retirer ce jour'}
        </button>
      </PostForm>
    </Panel>
  );
}

function Day({ day, caf, calendar, now }: { day: DeskDayView; caf: CafCode; calendar: Calendar; now: Instant }) {
  const over = day.day < localDateOf(calendar, now);
  return (
    <li>
      <span class={day.kind === 'closed' ? 't-soon' : 't-ok'}>
        <Icon name={day.kind === 'closed' ? 'ban' : 'checkCircle'} label={day.kind === 'closed' ? 'Fermé' : 'Ouvert'} />
      </span>
      <span>
        <Words text={`**${frenchDate(day.day)}** : ${day.kind === 'closed' ? 'fermé' : `ouvert${day.hours === null ? '' : `, ${day.hours}`}`}`} />, {day.reason}
        <br />
        <span class="small muted">
          {day.by}, <Words text={frenchDateTime(day.at, calendar.timeZone, { now })} />
        </span>
        {!over && (
          <>
            {' '}
            <a href={`${deskDaysPath(caf, { retirer: day.id })}#essai`}>Essayer sans ce jour</a>
          </>
        )}
      </span>
    </li>
  );
}
