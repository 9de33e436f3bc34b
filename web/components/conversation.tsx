import type { ComponentChildren } from 'preact';
import type { Instant, Reference } from '../../domain/ids';
import { frenchTime } from '../../domain/french/dates';
import { messageAnchor, messageEmlPath, messageHtmlPath, ticketActPath } from '../paths';
import type { ConversationItem } from '../view/ticket';
import { CHANNEL_WORDS, count, initials } from '../words/labels';
import { day } from '../words/when';
import { Attachments } from './attachments';
import { Chip } from './chip';
import { PostForm, type FormTokens } from './form';
import { Icon, type IconName } from './icon';
import { LetterStatus } from './letter-status';
import { Paragraphs, Words } from './text';

export interface ConversationContext {
  readonly reference: Reference;
  /** « Guichet de la Caf du Val-d’Oise » */
  readonly deskName: string;
  readonly now: Instant;
  readonly timeZone: string;
  readonly tokens: FormTokens;
}

/** What was written and said, oldest first; a partner's text is shown as text, never as its HTML. */
export function Conversation({ items, context }: { items: readonly ConversationItem[]; context: ConversationContext }) {
  return <>{items.map((item) => <Item item={item} context={context} />)}</>;
}

function Item({ item, context }: { item: ConversationItem; context: ConversationContext }) {
  switch (item.kind) {
    case 'partner':
      return <FromPartner item={item} context={context} />;
    case 'automatic':
      return <Automatic item={item} context={context} />;
    case 'desk':
      return <FromDesk item={item} context={context} />;
    case 'call':
      return <Frame item={item} context={context} icon="phoneCall" tone="c-caf" title={item.author} chip={<Chip tone="caf" icon="building">Caf</Chip>} sub={`Appel${item.with === null ? '' : ` à ${item.with}`} : ${item.result}`}><Paragraphs text={item.text} /></Frame>;
    case 'internal':
      return (
        <Frame item={item} context={context} icon="route" tone="c-nat" title={item.author} chip={<Chip tone="nat" icon="route">Interne Caf</Chip>} sub={`${item.from} — ne vaut pas réponse au partenaire`}>
          <Paragraphs text={item.text} />
          <Attachments reference={context.reference} files={item.attachments} />
          {item.eml && <p class="foot small"><a href={messageEmlPath(context.reference, item.id)}>original .eml</a></p>}
        </Frame>
      );
    case 'note':
      return <Frame item={item} context={context} icon="note" cls="noted" title="Note interne" sub={`${item.author} — jamais envoyée au partenaire`}><Paragraphs text={item.text} /></Frame>;
  }
}

type Of<K extends ConversationItem['kind']> = Extract<ConversationItem, { kind: K }>;

function FromPartner({ item, context }: { item: Of<'partner'>; context: ConversationContext }) {
  const { reference } = context;
  return (
    <Frame item={item} context={context} tone="c-part" title={item.author} chip={<Chip tone="part" icon="users">{item.role}</Chip>} sub={[CHANNEL_WORDS[item.channel], item.address].filter((part) => part !== null).join(' · ')}>
      {item.uncertain && <p class="small muted"><Icon name="info" /> La séparation du texte cité est incertaine : le texte entier est montré.</p>}
      <Paragraphs text={item.text} />
      <Attachments reference={reference} files={item.attachments} />
      {item.quoted !== null && <details class="quote small"><summary>Texte cité ({count(item.quoted.split('\n').length, 'ligne')})</summary><blockquote class="pre">{item.quoted}</blockquote></details>}
      {item.doubts.map((doubt) => <p class="small t-soon"><Icon name="alert" /> <Words text={doubt} /></p>)}
      {!item.counts && <p><Chip tone="line">Ne compte pas comme une réponse</Chip></p>}
      {item.corrected !== null && <p class="small muted">Corrigé par {item.corrected.by}, {day(item.corrected.at, context.now, context.timeZone)} à {frenchTime(item.corrected.at, context.timeZone)}.</p>}
      <div class="foot small">
        {item.eml && <a href={messageEmlPath(reference, item.id)}>original .eml</a>}
        {item.html && <HtmlView reference={reference} id={item.id} />}
        {item.canCorrect && <Verdict item={item} counts={item.counts} context={context} />}
      </div>
    </Frame>
  );
}

/** The sender's own HTML, in a frame without script, form, remote load nor origin. */
function HtmlView({ reference, id }: { reference: Reference; id: string }) {
  return (
    <details class="grow">
      <summary>Voir la mise en forme d’origine</summary>
      <p class="muted mb-1">Isolée : ni script, ni image distante, ni lien actif.</p>
      <iframe class="htmlview" sandbox="" loading="lazy" title="Courriel dans sa mise en forme d’origine" src={messageHtmlPath(reference, id)} />
    </details>
  );
}

const AUTOMATIC: Readonly<Record<Of<'automatic'>['what'], string>> = {
  absence: 'Réponse automatique d’absence',
  receipt: 'Accusé automatique',
  bounce: 'Avis de non-remise',
  list: 'Courriel de liste de diffusion',
};

function Automatic({ item, context }: { item: Of<'automatic'>; context: ConversationContext }) {
  return (
    <Frame item={item} context={context} icon="robot" cls="auto" title={AUTOMATIC[item.what]} chip={<Chip tone="line">Ne compte pas comme une réponse</Chip>} sub={item.author}>
      <details class="small"><summary>Voir le texte</summary><div class="mt-2"><Paragraphs text={item.text} /></div></details>
      <div class="foot small">
        {item.eml && <a href={messageEmlPath(context.reference, item.id)}>original .eml</a>}
        {item.canCorrect && <Verdict item={item} counts={false} context={context} />}
      </div>
    </Frame>
  );
}

function FromDesk({ item, context }: { item: Of<'desk'>; context: ConversationContext }) {
  return (
    <Frame item={item} context={context} tone="c-caf" mono="G" title={context.deskName} chip={<Chip tone="caf" icon="building">Caf</Chip>} sub={`${item.act} par ${item.author}${item.to.length === 0 ? '' : ` · à ${item.to.join(', ')}`}`}>
      <Paragraphs text={item.text} />
      {item.letter !== null && <LetterStatus letter={item.letter} now={context.now} timeZone={context.timeZone} />}
    </Frame>
  );
}

/** One click corrects the reader's verdict, either way; the clock is put right from that instant back. */
function Verdict({ item, counts, context }: { item: ConversationItem; counts: boolean; context: ConversationContext }) {
  if (item.fact === null) return null;
  return (
    <PostForm action={ticketActPath(context.reference, 'verdict')} tokens={context.tokens} suffix={`verdict-${item.fact}`}>
      <input type="hidden" name="fait" value={item.fact} />
      <input type="hidden" name="compte" value={counts ? 'non' : 'oui'} />
      <button class="btn btn-link btn-sm" type="submit">{counts ? 'Ceci n’est pas une réponse' : 'Ceci est une réponse'}</button>
    </PostForm>
  );
}

function Frame({ item, context, cls, tone, icon, mono, title, chip, sub, children }: { item: ConversationItem; context: ConversationContext; cls?: string; tone?: string; icon?: IconName; mono?: string; title: string; chip?: ComponentChildren; sub: string; children: ComponentChildren }) {
  return (
    <article class={cls === undefined ? 'msg' : `msg ${cls}`} id={messageAnchor(item.id)} aria-label={`${title}, ${day(item.at, context.now, context.timeZone)} à ${frenchTime(item.at, context.timeZone)}`}>
      <header>
        <span class={tone === undefined ? 'who' : `who ${tone}`} aria-hidden="true">{icon === undefined ? (mono ?? initials(title)) : <Icon name={icon} />}</span>
        <div><span class="fw6">{title}</span> {chip}<div class="small muted">{sub}</div></div>
        <div class="end small muted">{day(item.at, context.now, context.timeZone)}<br />{frenchTime(item.at, context.timeZone)}</div>
      </header>
      <div class="txt">{children}</div>
    </article>
  );
}
