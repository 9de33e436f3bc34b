import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { typo } from '../../domain/french/typography';
import type { LetterBody } from './block';
import { BlockHtml, Table } from './block-html';

/** Light and dark; mail clients that drop the style sheet still show a plain readable letter. */
const STYLE = `body{margin:0;background:#f6f5f1;color:#1c2330;font:16px/1.5 Arial,Helvetica,sans-serif}.c{background:#fff;border:1px solid #dedad0;border-radius:8px}.m{color:#586070}.s{border-top:1px solid #dedad0}a{color:#1b4b8f}h1{font-size:21px;line-height:1.3;margin:0 0 14px}h2{font-size:16px;margin:20px 0 6px}p,ul,ol{margin:0 0 12px}td{vertical-align:top}.warn{background:#fcefd3;border-left:5px solid #774800}.stop{background:#fbe8e4;border-left:5px solid #9d2318}.info{background:#e7eef8;border-left:5px solid #1b4b8f}.q{border-left:3px solid #dedad0;padding-left:12px;color:#586070}
@media (prefers-color-scheme:dark){body{background:#11151b;color:#e5e8ed}.c{background:#191e26;border-color:#303845}.m,.q{color:#a5afbd}.s,.q{border-color:#303845}a{color:#8fb9f3}.warn{background:#3d2e10;border-color:#f3c876}.stop{background:#471f1a;border-color:#ffb0a4}.info{background:#1c2c45;border-color:#a3c6f6}}`;

/** A letter as HTML for mail clients: tables for the frame, no remote picture, no script. */
export function letterHtml(letter: LetterBody, desk: string, greeting: string, signature: readonly string[], foot: readonly string[]): string {
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
            <p class="m" style="font-size:14px;margin:0 0 14px">
              <b>{desk}</b>
              <br />
              Mon Compte Partenaire
            </p>
            <h1>{typo(letter.title)}</h1>
            {greeting !== '' && <p>{typo(greeting)}</p>}
            {letter.blocks.map((block) => (
              <BlockHtml block={block} />
            ))}
            <p style="margin-top:20px">{signature.flatMap((line, i) => (i === 0 ? [line] : [<br />, line]))}</p>
          </Centred>
          <Foot lines={foot} />
        </main>
      </body>
    </html>,
  )}`;
}

function Centred({ children }: { children: ComponentChildren }) {
  return (
    <Table>
      <tr>
        <td align="center" style="padding:16px 10px 0">
          <Table class="c" style="max-width:600px;text-align:left">
            <tr>
              <td style="padding:20px 20px 8px">{children}</td>
            </tr>
          </Table>
        </td>
      </tr>
    </Table>
  );
}

function Foot({ lines }: { lines: readonly string[] }) {
  return (
    <Table>
      <tr>
        <td align="center" style="padding:0 10px 16px">
          <Table style="max-width:600px;text-align:left">
            <tr>
              <td class="m" style="padding:14px 20px;font-size:14px">
                {lines.map((line) => (
                  <p style="margin:0 0 6px">{typo(line)}</p>
                ))}
              </td>
            </tr>
          </Table>
        </td>
      </tr>
    </Table>
  );
}
