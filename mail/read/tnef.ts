import iconv from 'iconv-lite';

const signature = 0x223e9f78;
const attribute = { body: 0x0002800c, attachTitle: 0x00018010, attachData: 0x0006800f, attachRendering: 0x00069002, codePage: 0x00069007 };
const maxFiles = 100;

export interface TnefFile {
  readonly name: string;
  readonly content: Buffer;
}

interface Attribute {
  readonly id: number;
  readonly data: Buffer;
}

/** What a winmail.dat (Outlook's TNEF) holds: its plain body and its files. Damage ends the reading, without an error. */
export function readTnef(bytes: Buffer): { body: string; files: TnefFile[] } {
  let body = '';
  let codePage = 'windows-1252';
  const files: Array<{ name: string; content: Buffer }> = [];
  for (const { id, data } of attributes(bytes)) {
    if (id === attribute.codePage && data.length >= 4) codePage = known(`cp${data.readUInt32LE(0)}`);
    if (id === attribute.body) body = text(data, codePage);
    if (id === attribute.attachRendering && files.length < maxFiles) files.push({ name: '', content: Buffer.alloc(0) });
    const current = files.at(-1);
    if (current && id === attribute.attachTitle) current.name = text(data, codePage);
    if (current && id === attribute.attachData) current.content = data;
  }
  return { body, files: files.filter((file) => file.content.length > 0) };
}

/** Attributes one after the other: level (1), id (4), length (4), data, checksum (2), little-endian. */
function* attributes(bytes: Buffer): Generator<Attribute> {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return;
  let at = 6;
  while (at + 9 <= bytes.length) {
    const id = bytes.readUInt32LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    if (at + 9 + length > bytes.length) return;
    yield { id, data: bytes.subarray(at + 9, at + 9 + length) };
    at += 9 + length + 2;
  }
}

function known(codePage: string): string {
  return iconv.encodingExists(codePage) ? codePage : 'windows-1252';
}

function text(data: Buffer, codePage: string): string {
  return iconv.decode(data, codePage).replace(/\0+$/, '');
}
