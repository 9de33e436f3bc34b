import type { ComponentChildren } from 'preact';
import { typo } from '../../domain/french/typography';
import { guidePath, guidePicturePath } from '../help-paths';

/**
 * Our own guides, in the little of Markdown that they are written in: headings, paragraphs, lists, `**bold**`, `` `key` ``, links
 * and pictures. Anything else is shown as it stands; nothing is taken for HTML.
 */
export function Markdown({ text }: { text: string }) {
  return (
    <>
      {text
        .trim()
        .split(/\n{2,}/)
        .map((block) => (
          <Block lines={block.split('\n')} />
        ))}
    </>
  );
}

function Block({ lines }: { lines: readonly string[] }) {
  const [first = ''] = lines;
  const heading = /^(#{1,3}) (.*)$/.exec(first);
  if (heading !== null) return <Heading depth={heading[1]?.length ?? 1} text={heading[2] ?? ''} />;
  const picture = /^!\[(.*)\]\(images\/(.*)\)$/.exec(first);
  if (picture !== null) return <Picture alt={picture[1] ?? ''} file={picture[2] ?? ''} />;
  if (first.startsWith('- ')) return <ul>{items(lines, /^- /)}</ul>;
  if (/^\d+\. /.test(first)) return <ol>{items(lines, /^\d+\. /)}</ol>;
  return <p>{inline(lines.join(' '))}</p>;
}

/** Lines of a list; one that goes on is joined to the one it follows. */
function items(lines: readonly string[], mark: RegExp): ComponentChildren {
  const texts: string[] = [];
  for (const line of lines) texts.push(mark.test(line) ? line.replace(mark, '') : `${texts.pop() ?? ''} ${line.trim()}`);
  return texts.map((text) => <li>{inline(text)}</li>);
}

/** « Répondre au partenaire » → « repondre-au-partenaire »: what a link to a heading names. */
export function anchorOf(title: string): string {
  return title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

function Heading({ depth, text }: { depth: number; text: string }) {
  if (depth === 1) return <h1>{typo(text)}</h1>;
  return depth === 2 ? <h2 id={anchorOf(text)}>{typo(text)}</h2> : <h3 id={anchorOf(text)}>{typo(text)}</h3>;
}

function Picture({ alt, file }: { alt: string; file: string }) {
  return (
    <p class="shot">
      <img src={guidePicturePath(file)} alt={typo(alt)} loading="lazy" />
    </p>
  );
}

function inline(text: string): ComponentChildren {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`|\[[^\]]+\]\([^)]+\))/).map((part) => {
    if (part.startsWith('**')) return <b>{typo(part.slice(2, -2))}</b>;
    if (part.startsWith('`')) return <kbd>{part.slice(1, -1)}</kbd>;
    const link = /^\[(.+)\]\((.+)\)$/.exec(part);
    return link === null ? typo(part) : <a href={hrefOf(link[2] ?? '')}>{typo(link[1] ?? '')}</a>;
  });
}

/** « responsables.md#chiffres » leads to that guide's page. */
function hrefOf(target: string): string {
  const file = /^([a-z]+)\.md(#.*)?$/.exec(target);
  return file === null ? target : `${guidePath(file[1] ?? '')}${file[2] ?? ''}`;
}
