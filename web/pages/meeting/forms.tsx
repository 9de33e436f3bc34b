import type { ComponentChildren } from 'preact';
import { TextArea, TextField } from '../../components/fields';
import { PostForm, type Refused } from '../../components/form';
import { meetingActPath, ownMeetingActPath, type MeetingActName } from '../../paths-meeting';
import type { MeetingView } from '../../view/meeting';

/** What was refused of an act; null when another, or none, was sent. */
export function refusedOf(sent: MeetingView['sent'], act: string): Refused | null {
  return sent?.act === act ? sent : null;
}

/** A form of one act, folded behind its summary unless it is the one to do now, or comes back refused. */
export function ActForm({ view, act, summary, button, primary, file, children }: { view: MeetingView; act: MeetingActName; summary: string | null; button: ComponentChildren; primary?: boolean; file?: boolean; children?: ComponentChildren }) {
  const path = view.side === 'desk' ? meetingActPath : ownMeetingActPath;
  const form = (
    <PostForm action={path(view.id, act)} tokens={view.tokens} suffix={act} class="mt-2" {...(file === true ? { file } : {})}>
      {children}
      <button class={primary === true ? 'btn btn-primary' : 'btn btn-light'} type="submit">
        {button}
      </button>
    </PostForm>
  );
  if (summary === null) return form;
  return (
    <details class="mt-2" open={refusedOf(view.sent, act) !== null}>
      <summary>{summary}</summary>
      {form}
    </details>
  );
}

/** When and where, in the Caf's own time. */
export function DateFields({ prefix, refused, zoneWords, needed = true }: { prefix: string; refused: Refused | null; zoneWords: string; needed?: boolean }) {
  return (
    <>
      <TextField id={`${prefix}-quand`} name="quand" type="datetime-local" label="Date et heure" aside={`(${zoneWords})`} width="w-when" refused={refused} required={needed} />
      <TextField id={`${prefix}-lieu`} name="lieu" label="Lieu, ou comment s’y joindre" refused={refused} required={needed} maxLength={300} />
    </>
  );
}

export function Reason({ prefix, refused, label }: { prefix: string; refused: Refused | null; label: string }) {
  return <TextArea id={`${prefix}-motif`} name="motif" label={label} rows={2} refused={refused} required hint="Ce texte est écrit à l’autre partie." />;
}
