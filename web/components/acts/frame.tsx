import type { ComponentChildren } from 'preact';
import { actAnchor, draftPath, ticketActPath, type TicketAct } from '../../paths';
import type { ActsProps } from '../../view/acts';
import { ErrorSummary, PostForm, type Refused } from '../form';
import { Icon, type IconName } from '../icon';
import { Note } from '../note';
import { Words } from '../text';
import { nearDateTime } from '../../words/when';

/** What a form stands filled with: what was sent and refused, else the draft. */
export function refusedOf(acts: ActsProps, act: TicketAct): Refused | null {
  const sent = acts.open?.act === act ? acts.open.refused : null;
  const draft = acts.drafts[act];
  return sent ?? (draft === undefined ? null : { values: draft.values, errors: [] });
}

export const fieldId = (act: TicketAct, field: string): string => `${act}-${field}`;

/** One act's form: hidden until its fragment is the address's, or the server opens it. */
export function ActForm({
  acts,
  act,
  title,
  lead,
  button,
  icon,
  children,
  urgent,
  aside,
  files,
}: {
  acts: ActsProps;
  act: TicketAct;
  title: string;
  lead?: ComponentChildren;
  button: string;
  icon: IconName;
  children?: ComponentChildren;
  urgent?: boolean;
  /** Beside the button: what happens once it is sent. */
  aside?: ComponentChildren;
  /** It may take files. */
  files?: boolean;
}) {
  if (acts.notTheirs.includes(act)) return null;
  const refusal = acts.refusals[act];
  const first = acts.notTheirs.includes('reponse') ? 'note' : 'reponse';
  const open = act === (acts.open?.act ?? first);
  return (
    <section class={open ? 'act open' : 'act'} id={actAnchor(act)} aria-labelledby={`${actAnchor(act)}-titre`}>
      <h3 id={`${actAnchor(act)}-titre`}>{title}</h3>
      {refusal !== undefined ? (
        <>
          <NotSent acts={acts} act={act} />
          <p class="mb-0">
            <Icon name="lock" /> <Words text={refusal} />
          </p>
        </>
      ) : (
        <PostForm
          action={ticketActPath(acts.reference, act)}
          tokens={acts.tokens}
          suffix={act}
          file={files}
          draft={`${acts.reference}/${act}`}
          draftUrl={draftPath(acts.reference, act)}
          draftAt={acts.drafts[act]?.at}
        >
          <input type="hidden" name="vu" value={acts.seen} />
          {open && <News acts={acts} />}
          {lead !== undefined && <p class="lead">{lead}</p>}
          <ErrorSummary refused={refusedOf(acts, act)} idOf={(field) => fieldId(act, field)} />
          {children}
          <div class="row-flex">
            <button class={urgent === true ? 'btn btn-urgent' : 'btn btn-primary'} type="submit" data-submit>
              <Icon name={icon} />
              {button}
              <kbd aria-hidden="true">Ctrl ↵</kbd>
            </button>
            <noscript>
              <button class="btn btn-light" type="submit" formaction={draftPath(acts.reference, act)} formnovalidate>
                <Icon name="save" />
                Garder le brouillon
              </button>
            </noscript>
            {aside}
            <span class="small muted" role="status" data-draft-status>
              <DraftKept acts={acts} act={act} />
            </span>
          </div>
        </PostForm>
      )}
    </section>
  );
}

/** What was sent for an act that can no longer be done, a colleague having been quicker: said on top, and every word of it shown, to be copied. */
function NotSent({ acts, act }: { acts: ActsProps; act: TicketAct }) {
  const sent = acts.open?.act === act ? acts.open.refused : null;
  if (sent === null || sent === undefined) return null;
  const typed = Object.entries(sent.values).flatMap(([name, value]) => (WRITTEN.includes(name) && value.trim() !== '' ? [value] : []));
  return (
    <>
      <ErrorSummary refused={{ values: sent.values, errors: sent.errors.map(({ message }) => ({ field: null, message })) }} idOf={(field) => fieldId(act, field)} />
      {typed.length > 0 && <p class="fw6 mb-1">Votre texte, à copier si besoin :</p>}
      {typed.map((text) => (
        <blockquote class="pre">{text}</blockquote>
      ))}
    </>
  );
}
/** The fields of an act in which somebody writes sentences. */
const WRITTEN = ['texte', 'motif', 'objet'];

function DraftKept({ acts, act }: { acts: ActsProps; act: TicketAct }) {
  const draft = acts.drafts[act];
  return draft === undefined ? null : <Words text={`Brouillon gardé, ${nearDateTime(draft.at, acts.now, acts.timeZone)}.`} />;
}

/** Others acted while this was written: nothing was sent, the text is here, and it can be sent all the same. */
function News({ acts }: { acts: ActsProps }) {
  if (acts.news.length === 0) return null;
  return (
    <div class="mb-3" data-focus tabIndex={-1}>
      <Note tone="warn" title={<Words text="Relisez avant d’envoyer : la demande a changé pendant que vous écriviez." />} live>
        <p class="small">Rien n’est parti et votre texte est gardé. S’il convient toujours, envoyez-le de nouveau.</p>
        <ul class="small">
          {acts.news.map((one) => (
            <li>
              <b>
                <Words text={`${one.what}, ${nearDateTime(one.at, acts.now, acts.timeZone)}`} />
              </b>
              {one.quote !== null && <blockquote class="pre mb-0">{one.quote}</blockquote>}
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}
