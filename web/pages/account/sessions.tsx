import type { Instant } from '../../../domain/ids';
import { PostForm, type FormTokens } from '../../components/form';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { sessionsEndPath } from '../../paths-sign-in';
import type { ShellProps } from '../../view/shell';
import { nearDateTime } from '../../words/when';
import { AccountFrame } from './frame';

export interface SessionLine {
  readonly id: string;
  /** « Firefox, Windows » */
  readonly browser: string;
  readonly address: string | null;
  /** « mot de passe », « mot de passe et code » */
  readonly way: string;
  readonly openedAt: Instant;
  readonly seenAt: Instant;
  /** The one that asks. */
  readonly current: boolean;
}

export interface SessionsProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly sessions: readonly SessionLine[];
  /** « 8 h », « 12 h »: when a session ends by itself. */
  readonly limits: { readonly idle: string; readonly absolute: string };
}

/** Where one's account is open; each session can be ended. */
export function SessionsPage({ shell, tokens, sessions, limits }: SessionsProps) {
  const others = sessions.filter((session) => !session.current).length;
  return (
    <AccountFrame shell={shell} tab="sessions">
      <Panel title="Où votre compte est ouvert" aside={others === 0 ? 'ici seulement' : undefined}>
        <ul class="list">
          {sessions.map((session) => (
            <Line session={session} shell={shell} tokens={tokens} />
          ))}
        </ul>
        {others > 1 && (
          <PostForm class="mt-3" action={sessionsEndPath()} tokens={tokens} suffix="toutes">
            <button class="btn btn-urgent btn-sm" type="submit">
              Fermer toutes les autres
            </button>
          </PostForm>
        )}
      </Panel>
      <p class="small muted mt-3 mb-0">
        <Words text={`Une session se ferme d’elle-même après ${limits.idle} sans activité, et ${limits.absolute} après son ouverture. Vous n’en reconnaissez pas une ? Fermez-la, puis changez de mot de passe.`} />
      </p>
    </AccountFrame>
  );
}

function Line({ session, shell, tokens }: { session: SessionLine; shell: ShellProps; tokens: FormTokens }) {
  const when = (at: Instant) => nearDateTime(at, shell.now, shell.timeZone);
  return (
    <li class="row-flex">
      <div class="grow">
        <b>{session.browser}</b> {session.current && <span class="chip ok">cette session</span>}
        <div class="small muted">
          <Words text={`Ouverte ${when(session.openedAt)} par ${session.way}, vue ${when(session.seenAt)}`} />
          {session.address !== null && session.address !== '' && <span class="anywhere">, depuis {session.address}</span>}
        </div>
      </div>
      {!session.current && (
        <PostForm action={sessionsEndPath()} tokens={tokens} suffix={`fin-${session.id}`}>
          <input type="hidden" name="session" value={session.id} />
          <button class="btn btn-light btn-sm" type="submit" aria-label={`Fermer la session ${session.browser} ouverte ${when(session.openedAt)}`}>
            Fermer
          </button>
        </PostForm>
      )}
    </li>
  );
}
