import { describe, expect, it } from 'vitest';
import { safeHtml } from '../../../mail/safe-html';

const PNG = { cid: 'image001.png@01', type: 'image/png', content: Buffer.from('png') };
const safe = (html: string) => safeHtml(html, [PNG]);

describe('a sender’s HTML', () => {
  it.each([
    ['a script', '<p>a<script>alert(1)</script></p>'],
    ['a script in a picture that fails', '<img src=x onerror=alert(1)>'],
    ['a script behind a link', '<a href="javascript:alert(1)">a</a>'],
    ['a script in a drawing', '<svg><script>alert(1)</script><a href="javascript:alert(1)"><text>a</text></a></svg>'],
    ['a script after mangled tags', '<<script>alert(1)//<</script>'],
    ['a script in MathML', '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>'],
    ['a script in an unclosed comment', '<!--><script>alert(1)</script>-->'],
    ['a frame', '<iframe srcdoc="<script>alert(1)</script>"></iframe><object data="https://ailleurs.example/x"></object><embed src="https://ailleurs.example/x">'],
    ['a form', '<form action="https://ailleurs.example"><input name=a><button>alert(1)</button></form>'],
    ['a page that goes elsewhere', '<meta http-equiv="refresh" content="0;url=https://ailleurs.example"><base href="https://ailleurs.example/">'],
    ['a remote picture', '<img src="https://ailleurs.example/pixel.gif"><img src="//ailleurs.example/p"><img srcset="https://ailleurs.example/p 2x"><table background="https://ailleurs.example/b">'],
    ['a remote style', '<link rel=stylesheet href="https://ailleurs.example/a.css"><style>@import "https://ailleurs.example/b.css"; p { background: url(https://ailleurs.example/c) }</style>'],
    ['an address in a style', '<p style="background: url(https://ailleurs.example/c); color: red">a</p><p style="background-image:u\\72l(https://ailleurs.example)">b</p><p style="width: expression(alert(1))">c</p>'],
    ['a picture that is a page', '<img src="data:text/html;base64,PHNjcmlwdD4="><img src="data:image/svg+xml,<svg onload=alert(1)>">'],
  ])('runs and loads nothing: %s', (_what, html) => {
    const made = safe(html);
    expect(made).not.toMatch(/<(?:script|iframe|object|embed|form|input|button|meta|base|link|style|svg|math)\b/i);
    expect(made).not.toMatch(/\son\w+\s*=/i);
    expect(made).not.toMatch(/(?:src|srcset|href|background|action|data)\s*=\s*["']?\s*(?:https?:|\/\/|javascript:|data:(?!image\/png))/i);
    expect(made).not.toMatch(/url\(|expression\(|@import/i);
  });

  it('keeps how it looks, and nothing that leaves its place or covers the page', () => {
    expect(safe('<p style="color: #c00; font-size: 14pt; position: fixed; top: 0; z-index: 99; transform: scale(9); display: none">a</p>')).toBe('<p style="color:#c00;font-size:14pt">a</p>');
    expect(safe('<table width="600" border="1"><tr><td colspan="2" bgcolor="#eee">a</td></tr></table>')).toContain('<td colspan="2" bgcolor="#eee">');
  });

  it('shows its own pictures, and names those that it does not load', () => {
    expect(safe('<img src="cid:image001.png%4001" alt="capture" width="40">')).toBe(`<img src="data:image/png;base64,${PNG.content.toString('base64')}" alt="capture" width="40" />`);
    expect(safe('<img src="https://ailleurs.example/logo.png" alt="Logo"><img src="cid:absente">')).toBe('<i>[image non chargée : Logo]</i><i>[image non chargée]</i>');
  });

  it('shows where a link would have led, and leads nowhere', () => {
    expect(safe('<a href="https://banque.example/">Ma banque</a>')).toBe('<u title="https://banque.example/">Ma banque</u>');
  });

  it('is made in little time from a small mail nested very deep', () => {
    expect(safe('<div>'.repeat(20_000) + 'au fond')).toContain('<div>');
  });
});
