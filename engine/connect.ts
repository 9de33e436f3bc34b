import { Client, Connection, type ConnectionOptions } from '@temporalio/client';

/** Where the Temporal server is: the one that `npm start` started, a cluster, or Temporal Cloud. */
export interface TemporalPlace {
  readonly address: string;
  readonly namespace: string;
  readonly tls: boolean;
  readonly apiKey: string | null;
}

function options(place: TemporalPlace): ConnectionOptions {
  return { address: place.address, tls: place.tls, ...(place.apiKey === null ? {} : { apiKey: place.apiKey }) };
}

/** @throws Error when the server cannot be reached. */
export async function connectClient(place: TemporalPlace): Promise<Client> {
  const connection = await Connection.connect(options(place));
  return new Client({ connection, namespace: place.namespace });
}
