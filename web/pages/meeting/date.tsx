import { TextField } from '../../components/fields';
import { Icon } from '../../components/icon';
import { Panel } from '../../components/panel';
import type { MeetingView } from '../../view/meeting';
import { ActForm, DateFields, Reason, refusedOf } from './forms';

const BEFORE_IT: readonly MeetingView['state']['phase'][] = ['to-date', 'proposed', 'set'];

/** Agreeing on a date, and saying what became of it: what the reader's side may do now. */
export function DatePanel({ view }: { view: MeetingView }) {
  const { state, side, mayAct, shell, sent } = view;
  const { phase, date, requested } = state;
  if (!mayAct || !BEFORE_IT.includes(phase)) return null;
  const toAccept = phase === 'proposed' && date !== null && date.by !== side && date.when > shell.now;
  const past = phase === 'set' && date !== null && date.when <= shell.now;
  return (
    <Panel title={past ? 'S’est-elle tenue ?' : 'Convenir d’une date'}>
      {toAccept && <ActForm view={view} act="accord" summary={null} primary button={<Check text="Accepter cette date" />} />}
      {past && <Held view={view} summary={null} />}
      {past && (
        <ActForm view={view} act="non-tenue" summary="Elle ne s’est pas tenue" button="Noter">
          <Reason prefix="non-tenue" refused={refusedOf(sent, 'non-tenue')} label="Pourquoi" />
        </ActForm>
      )}
      <ActForm view={view} act="proposition" summary={phase === 'to-date' ? null : 'Proposer une autre date'} primary={phase === 'to-date'} button={<Send text="Proposer cette date" />}>
        <DateFields prefix="proposition" refused={refusedOf(sent, 'proposition')} zoneWords={view.zoneWords} />
      </ActForm>
      {side === 'desk' && (
        <ActForm view={view} act="date" summary="Une date est déjà convenue, au téléphone par exemple" button={<Check text="Fixer cette date" />}>
          <DateFields prefix="date" refused={refusedOf(sent, 'date')} zoneWords={view.zoneWords} />
          <TextField id="date-comment" name="comment" label="Comment elle a été convenue, et avec qui" refused={refusedOf(sent, 'date')} required maxLength={300} />
        </ActForm>
      )}
      {!past && <Held view={view} summary="Elle s’est déjà tenue" />}
      {requested.by === side && (
        <ActForm view={view} act="abandon" summary="Renoncer à cette réunion" button="Renoncer">
          <Reason prefix="abandon" refused={refusedOf(sent, 'abandon')} label="Pourquoi" />
        </ActForm>
      )}
    </Panel>
  );
}

function Held({ view, summary }: { view: MeetingView; summary: string | null }) {
  return (
    <ActForm view={view} act="tenue" summary={summary} primary={summary === null} button={<Check text="Elle s’est tenue" />}>
      <TextField id="tenue-quand" name="quand" type="datetime-local" label="Quand" aside={`(${view.zoneWords})`} width="w-when" value={view.heldDefault} refused={refusedOf(view.sent, 'tenue')} required />
    </ActForm>
  );
}

function Check({ text }: { text: string }) {
  return (
    <>
      <Icon name="check" />
      {text}
    </>
  );
}
function Send({ text }: { text: string }) {
  return (
    <>
      <Icon name="send" />
      {text}
    </>
  );
}
