import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';

/** A bare SMTP client, so that the tests see the very bytes: what is sent, in which packet, and each reply. */
export class SmtpClient {
  private text = '';
  private waiting: (() => void) | null = null;
  private ended = false;

  private constructor(private socket: Socket | TLSSocket) {
    this.listen();
  }

  static async open(port: number): Promise<SmtpClient> {
    const client = new SmtpClient(connect(port, '127.0.0.1'));
    await client.reply();
    return client;
  }

  /** Sends a line and gives its reply, « 250 … » (a multi-line one joined by newlines). */
  async say(line: string): Promise<string> {
    this.write(`${line}\r\n`);
    return this.reply();
  }

  write(bytes: string | Buffer): void {
    this.socket.write(bytes);
  }

  /** The next whole reply; '' when the other side hung up. */
  async reply(): Promise<string> {
    for (;;) {
      const match = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(this.text);
      if (match) {
        this.text = this.text.slice(match[0].length);
        return match[0].trimEnd().replaceAll('\r\n', '\n');
      }
      if (this.ended) return '';
      await new Promise<void>((resolve) => (this.waiting = resolve));
    }
  }

  /** EHLO, MAIL, RCPT, DATA and the mail; gives the last reply, or the first that refuses. */
  async deliver(mail: string, to: readonly string[], from = 'camille@mairie-exemple.example'): Promise<string> {
    for (const line of [`MAIL FROM:<${from}>`, ...to.map((one) => `RCPT TO:<${one}>`), 'DATA']) {
      const answer = await this.say(line);
      if (!/^[23]/.test(answer)) return answer;
    }
    return this.say(`${mail.replace(/^\./gm, '..')}\r\n.`);
  }

  /** `slipped`: what a man in the middle adds in clear behind the STARTTLS. */
  async startTls(slipped = ''): Promise<TLSSocket> {
    await this.say(`STARTTLS\r\n${slipped}`.trimEnd());
    this.socket.removeAllListeners();
    const secure = connectTls({ socket: this.socket, rejectUnauthorized: false });
    await new Promise<void>((resolve, reject) => secure.once('secureConnect', resolve).once('error', reject));
    this.socket = secure;
    this.listen();
    return secure;
  }

  hangUp(): void {
    this.socket.destroy();
  }

  private listen(): void {
    this.socket.on('data', (chunk) => this.wake(chunk.toString('utf8')));
    this.socket.on('error', () => this.wake(''));
    this.socket.on('close', () => {
      this.ended = true;
      this.wake('');
    });
  }

  private wake(text: string): void {
    this.text += text;
    this.waiting?.();
  }
}
