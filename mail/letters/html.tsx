import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { typo } from '../../domain/french/typography';
import type { Block, LetterBody } from './block';

/** Light and dark; mail clients that drop the style sheet still show a plain readable letter. */
const STYLE = `body{margin:0;background:#f6f5f1;color:#1c2330;font:16px/1.5 Arial,Helvetica,sans-serif}.c{background:#fff;border:1px solid #dedad0;border-radius:8px}.m{color:#586070}.s{border-top:1px solid #dedad0}a{color:#1b4b8f}h1{font-size:21px;line-height:1.3;margin:0 0 14px}h2{font-size:16px;margin:20px 0 6px}p,ul,ol{margin:0 0 12px}td{vertical-align:top}.warn{background:#fcefd3;border-left:5px solid #774800}.stop{background:#fbe8e4;border-left:5px solid #9d2318}.info{background:#e7eef8;border-left:5px solid #1b4b8f}.q{border-left:3px solid #dedad0;padding-left:12px;color:#586070}
@media (prefers-color-scheme:dark){body{background:#11151b;color:#e5e8ed}.c{background:#191e26;border-color:#303845}.m,.q{color:#a5afbd}.s,.q{border-color:#303845}a{color:#8fb9f3}.warn{background:#3d2e10;border-color:#f3c876}.stop{background:#471f1a;border-color:#ffb0a4}.info{background:#1c2c45;border-color:#a3c6f6}}`;

/** A letter as HTML for mail clients: tables for the frame, no remote picture, no script. */
export function letterHtml(letter: LetterBody, desk: string, greeting: string, signature: string, foot: readonly string[]): string {
  return `<!doctype html>${renderToString(
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{typo(letter.title)}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <div style="display:none;max-height:0;overflow:hidden">{typo(letter.preview)}</div>
        <main>
          <Centred>
            <p class="m" style="font-size:14px;margin:0 0 14px"><b>{desk}</b><br />Mon Compte Partenaire</p>
            <h1>{typo(letter.title)}</h1>
            {greeting !== '' && <p>{typo(greeting)}</p>}
            {letter.blocks.map((block) => <BlockHtml block={block} />)}
            <p style="margin-top:20px">{signature}</p>
          </Centred>
          <Foot lines={foot} />
        </main>
      </body>
    </html>,
  )}`;
}

const Table = ({ children, ...rest }: { children: ComponentChildren; class?: string; style?: string }) => (
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" {...rest}><tbody>{children}</tbody></table>
);

function Centred({ children }: { children: ComponentChildren }) {
  return <Table><tr><td align="center" style="padding:16px 10px 0"><Table class="c" style="max-width:600px;text-align:left"><tr><td style="padding:20px 20px 8px">{children}</td></tr></Table></td></tr></Table>;
}

function Foot({ lines }: { lines: readonly string[] }) {
  return (
    <Table><tr><td align="center" style="padding:0 10px 16px"><Table style="max-width:600px;text-align:left"><tr><td class="m" style="padding:14px 20px;font-size:14px">{lines.map((line) => <p style="margin:0 0 6px">{typo(line)}</p>)}</td></tr></Table></td></tr></Table>
  );
}

/** Our words: `**…**` in bold, typography set. */
function Ours({ text }: { text: string }) {
  return <>{typo(text).split('**').map((part, i) => (i % 2 === 1 ? <b>{part}</b> : part))}</>;
}

/** A person's words: nothing interpreted, line ends kept. */
function Theirs({ text }: { text: string }) {
  return <>{text.trim().split('\n').map((line, i) => (i === 0 ? line : [<br />, line]))}</>;
}

function BlockHtml({ block }: { block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return <p><Ours text={block.text} /></p>;
    case 'heading':
      return <h2><Ours text={block.text} /></h2>;
    case 'verbatim':
      return <>{block.text.trim().split(/\n\s*\n/).map((part) => <p><Theirs text={part} /></p>)}</>;
    case 'facts':
      return <Table style="margin:0 0 16px">{block.rows.map(([label, value]) => <tr><td class="m" style="padding:4px 12px 4px 0;width:100px">{typo(label)}</td><td style="padding:4px 0"><b>{value}</b></td></tr>)}</Table>;
    case 'list':
      return block.numbered === true ? <ol>{block.items.map((item) => <li><Ours text={item} /></li>)}</ol> : <ul>{block.items.map((item) => <li><Ours text={item} /></li>)}</ul>;
    case 'box':
      return <Box block={block} />;
    case 'history':
      return <Table style="margin:0 0 16px">{block.lines.map((line) => <tr><td style="padding:4px 0 8px"><span class="m" style="font-size:14px">{typo(line.when)}</span><br /><Ours text={line.what} />{line.quote !== null && <div class="q" style="margin-top:4px"><Theirs text={line.quote} /></div>}</td></tr>)}</Table>;
    case 'button':
      return <p style="margin:18px 0"><a href={block.href} style="display:block;background:#1b4b8f;color:#ffffff;text-decoration:none;font-weight:bold;text-align:center;padding:13px 16px;border-radius:6px">{typo(block.text)}</a></p>;
  }
}

function Box({ block }: { block: Extract<Block, { kind: 'box' }> }) {
  return (
    <Table class={block.tone} style="margin:0 0 16px">
      <tr>
        <td style="padding:14px 16px 4px">
          <h2 style="margin-top:0"><Ours text={block.title} /></h2>
          {block.items.length > 0 && <p>{block.items.map((item, i) => [i > 0 ? <br /> : null, block.items.length > 1 ? `${i + 1}. ` : null, <Ours text={item} />])}</p>}
          {block.after !== undefined && <p><Ours text={block.after} /></p>}
        </td>
      </tr>
    </Table>
  );
}
