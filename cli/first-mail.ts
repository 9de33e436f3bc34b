import { Command } from 'commander';
import { createTransport } from 'nodemailer';
import type { Config } from '../config';
import { loadPublishedContract } from '../contracts/load';
import { loadSeed } from '../contracts/seed';
import { typo } from '../domain/french/typography';
import { processConfig } from '../environment';

/** A mail that a partner's level-1 support might write to its desk. */
export interface FirstMail {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** `guichet send-first-mail`: a fictional partner writes to its desk, through the SMTP door. */
export function firstMailCommand(): Command {
  return new Command('send-first-mail')
    .description('Envoie au guichet, par sa porte SMTP, la demande d’un partenaire fictif.')
    .option('--caf <code>', 'code de la Caf (31, 95…)', '31')
    .action(async ({ caf }: { caf: string }, command: Command) => {
      try {
        const config = processConfig();
        const mail = firstMail(caf);
        const response = await send(mail, config.smtpDoor);
        console.log(typo(`${mail.from.name} <${mail.from.address}> a écrit à ${mail.to} : ${response}\nLa demande est dans la file : ${config.http.publicUrl}`));
      } catch (error) {
        command.error(typo(`guichet send-first-mail : ${error instanceof Error ? error.message : String(error)}`), { exitCode: 2 });
      }
    });
}

/** From the fictional partner that is seeded for that Caf. @throws Error when there is none, InvalidContract */
export function firstMail(caf: string): FirstMail {
  const seed = loadSeed();
  const convention = seed.conventions.find((one) => one.caf === caf);
  const partner = seed.partners.find((one) => one.code === convention?.partner);
  const writer = convention?.contacts.find(({ role, email }) => role === 'level-one-support' && email !== null);
  const [mailbox] = loadPublishedContract(caf).desk.mailboxes;
  if (partner === undefined || writer === undefined || writer.email === null || mailbox === undefined) {
    throw new Error(`la Caf ${caf} n’a pas de partenaire fictif qui puisse écrire`);
  }
  const organisation = (partner.aliases[0] ?? partner.name).toUpperCase();
  const text = bodyOf(writer.name, writer.jobTitle, partner.name, writer.phones[0] ?? null);
  return { from: { name: writer.name, address: writer.email }, to: mailbox, subject: `[CDAP] [${organisation}] incident technique`, text };
}

function bodyOf(name: string, jobTitle: string | null, partner: string, phone: string | null): string {
  return typo(
    [
      'Bonjour,',
      'Depuis ce matin, la recherche d’un allocataire dans CDAP affiche « Erreur technique, veuillez réessayer plus tard » pour toute l’équipe.',
      'Pouvez-vous nous dire ce qu’il en est ?',
      `Personne à rappeler : ${name}${phone === null ? '' : `, ${national(phone)}`}`,
      ['Cordialement,', name, ...(jobTitle === null ? [] : [jobTitle]), partner].join('\n'),
    ].join('\n\n'),
  );
}

/** « +33536490031 » as people write it: « 05 36 49 00 31 ». */
function national(phone: string): string {
  return phone.replace(/^\+33/, '0').replace(/(\d{2})(?=\d)/g, '$1 ');
}

async function send(mail: FirstMail, door: Config['smtpDoor']): Promise<string> {
  // The door of a checkout has a certificate of its own making, and this mail holds nothing real.
  const transport = createTransport({ host: door.host, port: door.port, tls: { rejectUnauthorized: false }, connectionTimeout: 5_000 });
  try {
    const { response } = await transport.sendMail({ ...mail });
    return response;
  } catch (cause) {
    throw new Error(`la porte SMTP ${door.host}:${door.port} n’a pas pris le message (${cause instanceof Error ? cause.message : String(cause)}) ; \`npm start\` tourne-t-il ?`, { cause });
  } finally {
    transport.close();
  }
}
