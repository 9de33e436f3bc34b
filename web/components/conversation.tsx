import { messageEmlPath } from '../paths';
import type { ConversationItem } from '../view/ticket';
import { Attachments } from './attachments';
import { Chip } from './chip';
import { LetterStatus } from './letter-status';
import { Paragraphs } from './text';
import { Frame, type ConversationContext, type Of } from './message-frame';
import { FromPartner, Automatic } from './message-received';

export type { ConversationContext } from './message-frame';

/** What was written and said, oldest first; a partner's text is shown as text, never as its HTML. */
export function Conversation({ items, context }: { items: readonly ConversationItem[]; context: ConversationContext }) {
  return (
    <>
      {items.map((item) => (
        <Item item={item} context={context} />
      ))}
    </>
  );
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
      return (
        <Frame
          item={item}
          context={context}
          icon="phoneCall"
          tone="c-caf"
          title={item.author}
          chip={
            <Chip tone="caf" icon="building">
              Caf
            </Chip>
          }
          sub={`Appel${item.with === null ? '' : ` à ${item.with}`} : ${item.result}`}
        >
          <Paragraphs text={item.text} />
        </Frame>
      );
    case 'internal':
      return (
        <Frame
          item={item}
          context={context}
          icon="route"
          tone="c-nat"
          title={item.author}
          chip={
            <Chip tone="nat" icon="route">
              Interne Caf
            </Chip>
          }
          sub={`${item.from} — ne vaut pas réponse au partenaire`}
        >
          <Paragraphs text={item.text} linked />
          <Attachments reference={context.reference} files={item.attachments} />
          {item.eml && (
            <p class="foot small">
              <a href={messageEmlPath(context.reference, item.id)}>original .eml</a>
            </p>
          )}
        </Frame>
      );
    case 'note':
      return (
        <Frame item={item} context={context} icon="note" cls="noted" title="Note interne" sub={`${item.author} — jamais envoyée au partenaire`}>
          <Paragraphs text={item.text} linked />
        </Frame>
      );
  }
}

function FromDesk({ item, context }: { item: Of<'desk'>; context: ConversationContext }) {
  return (
    <Frame
      item={item}
      context={context}
      tone="c-caf"
      mono="G"
      title={context.deskName}
      chip={
        <Chip tone="caf" icon="building">
          Caf
        </Chip>
      }
      sub={`${item.act} par ${item.author}${item.to.length === 0 ? '' : ` · à ${item.to.join(', ')}`}`}
    >
      <Paragraphs text={item.text} />
      <Attachments reference={context.reference} files={item.attachments} />
      {item.letter !== null && <LetterStatus letter={item.letter} now={context.now} timeZone={context.timeZone} />}
    </Frame>
  );
}
