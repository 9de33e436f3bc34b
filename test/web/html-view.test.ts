import { describe, expect, it } from 'vitest';
import { attachmentHeaders, HTML_VIEW_POLICY, htmlView } from '../../web/html-view';

describe('a mail’s own HTML', () => {
  it('gets its inline pictures as data, and only safe ones', () => {
    const pictures = [
      { cid: 'image001.png@01', type: 'image/png', content: Buffer.from('abc') },
      { cid: 'x', type: 'image/svg+xml', content: Buffer.from('<svg onload=alert(1)>') },
    ];
    expect(htmlView('<img src="cid:image001.png%4001"><img src=cid:x><img src="cid:unknown">', pictures)).toBe(
      '<img src="data:image/png;base64,YWJj"><img src=cid:x><img src="cid:unknown">',
    );
  });

  it('leaves a broken percent sequence alone', () => {
    expect(htmlView('<img src="cid:a%zz">', [])).toBe('<img src="cid:a%zz">');
  });

  it('is served without script, form, origin nor remote load', () => {
    expect(HTML_VIEW_POLICY).toMatch(/default-src 'none'.*sandbox$/);
    expect(HTML_VIEW_POLICY).not.toMatch(/script-src|https?:/);
  });
});

describe('an attachment', () => {
  it('is shown only when it is a safe picture', () => {
    expect(attachmentHeaders('capture.png', 'image/PNG')).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': "inline; filename*=UTF-8''capture.png",
    });
    expect(attachmentHeaders('é(1)".svg', 'image/svg+xml')).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': "attachment; filename*=UTF-8''%C3%A9%281%29%22.svg",
      'x-content-type-options': 'nosniff',
    });
    expect(attachmentHeaders('page.html', 'text/html')['content-type']).toBe('application/octet-stream');
  });
});
