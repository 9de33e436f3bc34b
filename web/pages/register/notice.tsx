import type { ComponentChildren } from 'preact';
import { localDateIn } from '../../../domain/calendar';
import { frenchDate, frenchDateTime } from '../../../domain/french/dates';
import { TextArea, TextField } from '../../components/fields';
import { PostForm } from '../../components/form';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Facts, Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { noticeActPath, registerActPath } from '../../register-paths';
import type { NoticeView, RegisterConventionProps } from '../../view/register';
import { sentOf } from './sent';

type Of = { readonly view: RegisterConventionProps };
const PHASES: Readonly<Record<NoticeView['phase'], string>> = { 'to-post': 'La lettre recommandée est à envoyer.', posted: 'Envoyée, réception à noter.', running: 'Reçue : le délai court.', remedied: 'Close : il a été remédié.', withdrawn: 'Retirée.', terminated: 'Sans effet : convention résiliée.' };
const OVER: readonly NoticeView['phase'][] = ['remedied', 'withdrawn', 'terminated'];

/** A breach of the convention: the registered formal notice, from its posting to its end; nothing to say where there was none and none may be begun. */
export function NoticePanel({ view }: Of) {
  const open = view.notices.find(({ phase }) => !OVER.includes(phase));
  const mayBegin = view.mayManage && view.mayNotice && open === undefined && view.state !== 'terminated';
  if (view.notices.length === 0 && !mayBegin) return null;
  return (
    <Panel title="Mise en demeure" aside="en cas de manquement">
      {view.notices.map((notice) => (
        <Notice view={view} notice={notice} />
      ))}
      {mayBegin && <Begin view={view} />}
    </Panel>
  );
}

function Notice({ view: { shell }, view, notice }: Of & { notice: NoticeView }) {
  const day = (at: NoticeView['receivedAt']) => (at === null ? null : <Words text={frenchDate(localDateIn(shell.timeZone, at))} />);
  const when = (at: NoticeView['receivedAt']) => (at === null ? null : <Words text={frenchDateTime(at, shell.timeZone, { now: shell.now })} />);
  const over = OVER.includes(notice.phase);
  return (
    <div class="mb-3">
      <Note tone={over ? 'done' : 'warn'} title={<Words text={PHASES[notice.phase]} />}>
        <p class="pre anywhere">{notice.breach}</p>
        <div class="mt-2">
          <Facts rows={[['Numéro', <span class="ref">{notice.id}</span>], ['Décidée', when(notice.decidedAt)], ['Suivi postal', notice.tracking], ['Reçue', day(notice.receivedAt)], ['Réponse du partenaire', notice.answered === null ? null : <Answer answer={notice.answered} shown={when(notice.answered.at)} />], ['Résiliation si rien n’est fait', when(notice.deadline)]]} />
        </div>
      </Note>
      {view.mayManage && !over && <NextActs view={view} notice={notice} />}
    </div>
  );
}

/** Who answered, when, and where it is read. */
function Answer({ answer: { who, reference }, shown }: { answer: NonNullable<NoticeView['answered']>; shown: ComponentChildren }) {
  return (
    <>
      <Words text={`${who}, `} />
      {shown}
      {reference === null ? <Words text=" : à lire sur « À identifier »" /> : <><Words text=" : demande " /><span class="ref">{reference}</span></>}
    </>
  );
}

/** What may be noted of it now. */
function NextActs({ view, notice }: Of & { notice: NoticeView }) {
  return (
    <>
      {notice.phase === 'to-post' && <Dated view={view} notice={notice} act="envoi" summary="Noter l’envoi" label="Envoyée le" tracking />}
      {notice.phase === 'posted' && <Dated view={view} notice={notice} act="reception" summary="Noter la réception" label="Reçue le" />}
      {notice.phase === 'running' && <Worded view={view} notice={notice} act="remede" summary="Il a été remédié" label="Comment il a été remédié" />}
      <Worded view={view} notice={notice} act="retrait" summary="Retirer la mise en demeure" label="Motif" />
    </>
  );
}

function Dated({ view, notice, act, summary, label, tracking }: Of & { notice: NoticeView; act: string; summary: string; label: string; tracking?: boolean }) {
  const refused = sentOf(view, act);
  return (
    <details class="mt-2" open={refused !== null}>
      <summary class="small">{summary}</summary>
      <PostForm action={noticeActPath(view.id, notice.id)} tokens={view.tokens} suffix={act} class="mt-2">
        <input type="hidden" name="acte" value={act} />
        <TextField id={`${act}-date`} name="date" label={label} type="date" width="w-ref" refused={refused} required />
        {tracking === true && <TextField id={`${act}-suivi`} name="suivi" label="Numéro de suivi" width="w-when" refused={refused} required maxLength={60} />}
        <button class="btn btn-light btn-sm" type="submit">
          <Icon name="save" />
          Noter
        </button>
      </PostForm>
    </details>
  );
}

function Worded({ view, notice, act, summary, label }: Of & { notice: NoticeView; act: string; summary: string; label: string }) {
  const refused = sentOf(view, act);
  return (
    <details class="mt-2" open={refused !== null}>
      <summary class="small">{summary}</summary>
      <PostForm action={noticeActPath(view.id, notice.id)} tokens={view.tokens} suffix={act} class="mt-2">
        <input type="hidden" name="acte" value={act} />
        <TextArea id={`${act}-motif`} name="motif" label={label} rows={2} refused={refused} required />
        <button class="btn btn-light btn-sm" type="submit">
          <Icon name="check" />
          {summary}
        </button>
      </PostForm>
    </details>
  );
}

function Begin({ view }: Of) {
  const refused = sentOf(view, 'mise-en-demeure');
  return (
    <details open={refused !== null}>
      <summary class="small">Ouvrir une mise en demeure</summary>
      <PostForm action={registerActPath(view.id)} tokens={view.tokens} suffix="mise-en-demeure" class="mt-2">
        <input type="hidden" name="acte" value="mise-en-demeure" />
        <TextArea id="mise-en-demeure-motif" name="motif" label="Ce qui est reproché" rows={3} refused={refused} required hint="Repris dans les courriers. La lettre recommandée elle-même part sur papier : vous notez son envoi puis sa réception, et le délai court." />
        <button class="btn btn-urgent btn-sm" type="submit">
          <Icon name="alert" />
          Ouvrir la mise en demeure
        </button>
      </PostForm>
    </details>
  );
}
