import type { ComponentChildren } from 'preact';
import { actAnchor, ticketActPath, type TicketAct } from '../../paths';
import type { ActsProps } from '../../view/acts';
import { ErrorSummary, PostForm, type Refused } from '../form';
import { Icon, type IconName } from '../icon';
import { Words } from '../text';

/** What a form was refused with, when it is the one that was sent. */
export function refusedOf(acts: ActsProps, act: TicketAct): Refused | null {
  return acts.open?.act === act ? acts.open.refused : null;
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
}: {
  acts: ActsProps;
  act: TicketAct;
  title: string;
  lead?: ComponentChildren;
  button: string;
  icon: IconName;
  children?: ComponentChildren;
  urgent?: boolean;
}) {
  const refusal = acts.refusals[act];
  const open = acts.open === null ? act === 'reponse' : acts.open.act === act;
  return (
    <section class={open ? 'act open' : 'act'} id={actAnchor(act)} aria-labelledby={`${actAnchor(act)}-titre`}>
      <h3 id={`${actAnchor(act)}-titre`}>{title}</h3>
      {refusal !== undefined ? (
        <p class="mb-0">
          <Icon name="lock" /> <Words text={refusal} />
        </p>
      ) : (
        <PostForm action={ticketActPath(acts.reference, act)} tokens={acts.tokens} suffix={act} draft={`${acts.reference}/${act}`}>
          {lead !== undefined && <p class="lead">{lead}</p>}
          <ErrorSummary refused={refusedOf(acts, act)} idOf={(field) => fieldId(act, field)} />
          {children}
          <div class="row-flex">
            <button class={urgent === true ? 'btn btn-urgent' : 'btn btn-primary'} type="submit" data-submit>
              <Icon name={icon} />
              {button}
              <kbd aria-hidden="true">Ctrl ↵</kbd>
            </button>
            <span class="small muted" role="status" data-draft-status />
          </div>
        </PostForm>
      )}
    </section>
  );
}
