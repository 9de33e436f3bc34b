import type { ComponentChildren, VNode } from 'preact';
import type { Reference } from '../../domain/ids';
import { REFERENCE_PATTERN } from '../../domain/reference';
import { ticketPath } from '../paths';
import { typo } from '../../domain/french/typography';

const ORDINAL = /(\b1(?=(?:er|re)\b)|\b\d+(?=e\b))(er|re|e)/;

/** Our own French words, with raised ordinals (« 1er » → 1<sup>er</sup>) and `**bold**`. Never for what people wrote. */
export function Words({ text }: { text: string }) {
  const parts = typed(text).split('**');
  return <>{parts.map((part, i) => (i % 2 === 1 ? <b>{raised(part)}</b> : raised(part)))}</>;
}

/** The same few hundred texts come back on every page: their typography is set once. */
const known = new Map<string, string>();
const KNOWN_AT_MOST = 5_000;

function typed(text: string): string {
  const done = known.get(text);
  if (done !== undefined) return done;
  if (known.size >= KNOWN_AT_MOST) known.clear();
  const fresh = typo(text);
  known.set(text, fresh);
  return fresh;
}

function raised(text: string): ComponentChildren {
  const found = ORDINAL.exec(text);
  if (found === null) return text;
  const after = found.index + found[0].length;
  return [text.slice(0, found.index) + (found[1] ?? ''), <sup>{found[2]}</sup>, raised(text.slice(after))];
}

/** References in a text of ours lead to their requests; nothing else is interpreted. */
function withReferences(text: string): ComponentChildren {
  const parts = text.split(new RegExp(`(${REFERENCE_PATTERN.source})`, 'i'));
  if (parts.length === 1) return text;
  return parts.map((part, i) => (i % 2 === 0 ? part : <a href={ticketPath(part.toUpperCase() as Reference)}>{part}</a>));
}

/** What people wrote: paragraphs at blank lines, line ends kept, nothing interpreted. `linked`: references are links. */
export function Paragraphs({ text, linked }: { text: string; linked?: boolean }): VNode {
  const paragraphs = text.split(/\n\s*\n/).filter((part) => part.trim() !== '');
  return (
    <>
      {paragraphs.map((part) => (
        <p class="pre">{linked === true ? withReferences(part.trim()) : part.trim()}</p>
      ))}
    </>
  );
}
