import type { ComponentChildren } from 'preact';
import { typo } from '../../domain/french/typography';
import type { Block } from './block';

/** Mail clients lay out with tables. */
export const Table = ({ children, ...rest }: { children: ComponentChildren; class?: string; style?: string }) => (
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" {...rest}>
    <tbody>{children}</tbody>
  </table>
);

/** Our words: `**…**` in bold, typography set. */
function Ours({ text }: { text: string }) {
  return (
    <>
      {typo(text)
        .split('**')
        .map((part, i) => (i % 2 === 1 ? <b>{part}</b> : part))}
    </>
  );
}

/** A person's words: nothing interpreted, line ends kept. */
function Theirs({ text }: { text: string }) {
  return (
    <>
      {text
        .trim()
        .split('\n')
        .map((line, i) => (i === 0 ? line : [<br />, line]))}
    </>
  );
}

/** A block of a letter, for mail clients. */
export function BlockHtml({ block }: { block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <Ours text={block.text} />
        </p>
      );
    case 'heading':
      return (
        <h2>
          <Ours text={block.text} />
        </h2>
      );
    case 'verbatim':
      return (
        <>
          {block.text
            .trim()
            .split(/\n\s*\n/)
            .map((part) => (
              <p>
                <Theirs text={part} />
              </p>
            ))}
        </>
      );
    case 'facts':
      return (
        <Table style="margin:0 0 16px">
          {block.rows.map(([label, value]) => (
            <tr>
              <td class="m" style="padding:4px 12px 4px 0;width:100px">
                {typo(label)}
              </td>
              <td style="padding:4px 0">
                <b>{value}</b>
              </td>
            </tr>
          ))}
        </Table>
      );
    case 'list':
      return block.numbered === true ? (
        <ol>
          {block.items.map((item) => (
            <li>
              <Ours text={item} />
            </li>
          ))}
        </ol>
      ) : (
        <ul>
          {block.items.map((item) => (
            <li>
              <Ours text={item} />
            </li>
          ))}
        </ul>
      );
    case 'box':
      return <Box block={block} />;
    case 'history':
      return (
        <Table style="margin:0 0 16px">
          {block.lines.map((line) => (
            <tr>
              <td style="padding:4px 0 8px">
                <span class="m" style="font-size:14px">
                  {typo(line.when)}
                </span>
                <br />
                <Ours text={line.what} />
                {line.quote !== null && (
                  <div class="q" style="margin-top:4px">
                    <Theirs text={line.quote} />
                  </div>
                )}
              </td>
            </tr>
          ))}
        </Table>
      );
    case 'button':
      return (
        <p style="margin:18px 0">
          <a
            href={block.href}
            style="display:block;background:#1b4b8f;color:#ffffff;text-decoration:none;font-weight:bold;text-align:center;padding:13px 16px;border-radius:6px"
          >
            {typo(block.text)}
          </a>
        </p>
      );
  }
}

function Box({ block }: { block: Extract<Block, { kind: 'box' }> }) {
  return (
    <Table class={block.tone} style="margin:0 0 16px">
      <tr>
        <td style="padding:14px 16px 4px">
          <h2 style="margin-top:0">
            <Ours text={block.title} />
          </h2>
          {block.items.length > 0 && (
            <p>{block.items.map((item, i) => [i > 0 ? <br /> : null, block.items.length > 1 ? `${i + 1}. ` : null, <Ours text={item} />])}</p>
          )}
          {block.after !== undefined && (
            <p>
              <Ours text={block.after} />
            </p>
          )}
        </td>
      </tr>
    </Table>
  );
}
