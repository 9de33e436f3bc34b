import { frenchTime } from '../../domain/french/dates';
import type { Reference } from '../../domain/ids';
import { messageEmlPath, messageHtmlPath, ticketActPath } from '../paths';
import type { ConversationItem } from '../view/ticket';
import { CHANNEL_WORDS, count } from '../words/labels';
import { day } from '../words/when';
import { Attachments } from './attachments';
import { Chip } from './chip';
import { PostForm } from './form';
import { Icon } from './icon';
import { Paragraphs, Words } from './text';
import { Frame, type ConversationContext, type Of } from './message-frame';

/** What a partner wrote: as text, with its files, its quoted text folded and its own HTML isolated. */
export function FromPartner({ item, context }: { item: Of<'partner'>; context: ConversationContext }) {
  const { reference } = context;
  return (
    <Frame
      item={item}
      context={context}
      tone="c-part"
      title={item.author}
      chip={
        <Chip tone="part" icon="users">
          {item.role}
        </Chip>
      }
      sub={[CHANNEL_WORDS[item.channel], item.address].filter((part) => part !== null).join(' · ')}
    >
      {item.uncertain && (
        <p class="small muted">
          <Icon name="info" /> La séparation du texte cité est incertaine : le texte entier est montré.
        </p>
      )}
      <Paragraphs text={item.text} />
      <Attachments reference={reference} files={item.attachments} />
      {item.quoted !== null && (
        <details class="quote small">
          <summary>Texte cité ({count(item.quoted.split('\n').length, 'ligne')})</summary>
          <blockquote class="pre">{item.quoted}</blockquote>
        </details>
      )}
      {item.doubts.map((doubt) => (
        <p class="small t-soon">
          <Icon name="alert" /> <Words text={doubt} />
        </p>
      ))}
      {!item.counts && (
        <p>
          <Chip tone="line">Ne compte pas comme une réponse</Chip>
        </p>
      )}
      {item.corrected !== null && (
        <p class="small muted">
          Corrigé par {item.corrected.by}, {day(item.corrected.at, context.now, context.timeZone)} à {frenchTime(item.corrected.at, context.timeZone)}
          .
        </p>
      )}
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
      <summary>Voir la mise en forme</summary>
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

/** An automatic message: folded, and it never counts by itself. */
export function Automatic({ item, context }: { item: Of<'automatic'>; context: ConversationContext }) {
  return (
    <Frame
      item={item}
      context={context}
      icon="robot"
      cls="auto"
      title={AUTOMATIC[item.what]}
      chip={<Chip tone="line">Ne compte pas comme une réponse</Chip>}
      sub={item.author}
    >
      <details class="small">
        <summary>Voir le texte</summary>
        <div class="mt-2">
          <Paragraphs text={item.text} />
        </div>
      </details>
      <div class="foot small">
        {item.eml && <a href={messageEmlPath(context.reference, item.id)}>original .eml</a>}
        {item.canCorrect && <Verdict item={item} counts={false} context={context} />}
      </div>
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
      <button class="btn btn-link btn-sm" type="submit">
        {counts ? 'Ceci n’est pas une réponse' : 'Ceci est une réponse'}
      </button>
    </PostForm>
  );
}
