import { lookup as resolve } from 'node:dns';
import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { DeliveryProblem } from '../db/webhook-delivery';
import { isPublicAddress } from './public-address';
import { bare } from './webhook-url';

/** What came of one attempt. */
export type Posted = { readonly status: number; readonly problem: DeliveryProblem | null } | { readonly status: null; readonly problem: DeliveryProblem };

export interface ToPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  /** Addresses inside are allowed (a trial, a network of one's own). */
  readonly priv: boolean;
}

class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress';
}

/** Posts JSON once, to the very address that was resolved and looked at; follows nothing, reads no answer but its status. Never throws for what is there. */
export async function postWebhook({ url, headers, body, timeoutMs, priv }: ToPost): Promise<Posted> {
  const target = new URL(url);
  const host = bare(target.hostname);
  if (!priv && isIP(host) !== 0 && !isPublicAddress(host)) return { status: null, problem: 'private-address' };
  const options: RequestOptions = { method: 'POST', headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) }, lookup: lookedAt(priv), signal: AbortSignal.timeout(timeoutMs), agent: false };
  return await new Promise<Posted>((done) => {
    const request = (target.protocol === 'https:' ? httpsRequest : httpRequest)(target, options, (response) => {
      const status = response.statusCode ?? 0;
      response.destroy();
      done({ status, problem: status >= 200 && status < 300 ? null : 'status' });
    });
    request.on('error', (error) => done({ status: null, problem: problemOf(error) }));
    request.end(body);
  });
}

/** Resolves a name for a connection: were one of its addresses inside, none would be taken, whatever it answers the next time. */
function lookedAt(priv: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null) return callback(error, '', 0);
      if (first === undefined || (!priv && !addresses.every(({ address }) => isPublicAddress(address)))) return callback(new PrivateAddress(hostname), '', 0);
      if (options.all === true) return (callback as unknown as (error: null, all: typeof addresses) => void)(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}

function problemOf(error: Error): DeliveryProblem {
  if (error instanceof PrivateAddress) return 'private-address';
  return error.name === 'TimeoutError' || error.name === 'AbortError' ? 'too-slow' : 'unreachable';
}
