import type { Instant, Reference } from '../../../domain/ids';
import { Words } from '../../components/text';
import { ticketPath } from '../../paths';
import type { ShellProps } from '../../view/shell';
import { count } from '../../words/labels';
import { nearDateTime } from '../../words/when';

export interface CallBackView {
  readonly reference: Reference;
  readonly partner: string;
  readonly subject: string;
  readonly due: Instant;
}

/** « À rappeler »: calls promised to partners; one that is late says so in words. */
export function CallBacks({ list, shell }: { list: readonly CallBackView[]; shell: ShellProps }) {
  if (list.length === 0) return null;
  return (
    <section class="card mt-3" id="rappels" aria-labelledby="rappels-titre">
      <div class="cap"><h2 id="rappels-titre">À rappeler</h2><span class="small muted">{count(list.length, 'appel promis', 'appels promis')}</span></div>
      <div class="card-body">
        <ul class="list">
          {list.map((call) => (
            <li>
              <a class="ref" href={ticketPath(call.reference)}>{call.reference}</a> {call.partner} — {call.subject}
              <div class={call.due <= shell.now ? 'small t-late fw6' : 'small muted'}><Words text={`${call.due <= shell.now ? 'En retard : ' : 'Avant '}${nearDateTime(call.due, shell.now, shell.timeZone)}`} /></div>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
