import { describe, expect, it, vi } from 'vitest';
import { simulateCommand, simulation, type SimulateOptions } from '../../cli/simulate';
import { changeSimulation, type SimulateChangeOptions } from '../../cli/simulate-change';
import { meetingSimulation } from '../../cli/simulate-meeting';
import { reviewSimulation } from '../../cli/simulate-review';
import { terminationSimulation } from '../../cli/simulate-termination';
import { scriptedFrom } from '../../cli/simulation-script';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const text = (caf: string, options: SimulateOptions) => plain(simulation(caf, options, 200));
const json = (caf: string, options: SimulateOptions) => JSON.parse(simulation(caf, { ...options, json: true }, 80)) as Array<Record<string, unknown>>;
const received = '2026-05-13T15:50+02:00';

describe('guichet simulate', () => {
  it('shows a timeline in French, in the Caf’s own time, each date with its article and why it moved', () => {
    expect(text('95', { received })).toBe(
      [
        'Caf du Val-d’Oise, contrat version 1, convention 95-2024-042',
        '',
        'mer. 13 mai 2026 à 15 h 50   Demande reçue : le guichet doit une réponse',
        'lun. 15 juin 2026 à 9 h 00   Tâche dans Guichet pour l’échelon 1 de la Caf : conseillère services numériques, Ludivine Ormesson-Bray',
        '                             art. 3.3, 1 mois sans réponse ; reportée : samedi',
        'mer. 15 juil. 2026 à 9 h 00  Tâche dans Guichet pour l’échelon 2 de la Caf : attaché de direction, Hadrien Vauquelin',
        '                             art. 3.3, 1 mois sans réponse',
        'lun. 17 août 2026 à 9 h 00   Échelle de la Caf épuisée : le responsable est prévenu',
        '                             art. 3.3, 1 mois sans réponse ; reportée : 15 août férié',
      ].join('\n'),
    );
  });

  it('says where nothing is promised', () => {
    expect(text('76', { received })).toContain('Aucun délai n’est promis par ce contrat : rien n’arrive de soi-même.');
  });

  it('--json: steps with UTC instants, side, rung, role, article, limit, moved and the whole reckoning', () => {
    const steps = json('95', { received });
    expect(steps.map((step) => [step['what'], step['at']])).toEqual([
      ['received', '2026-05-13T13:50:00.000Z'],
      ['contact-rung', '2026-06-15T07:00:00.000Z'],
      ['contact-rung', '2026-07-15T07:00:00.000Z'],
      ['ladder-exhausted', '2026-08-17T07:00:00.000Z'],
    ]);
    expect(steps[1]).toMatchObject({
      side: 'desk', rung: 1, role: 'conseillère services numériques', article: 'art. 3.3', limit: '2026-06-15T07:00:00.000Z',
      moved: { kind: 'weekend', weekday: 'sat', date: '2026-06-13' }, reckoning: { rule: { calendarMonths: 1 } },
    });
  });

  it('--urgent, --answers and --dead are told among the steps', () => {
    const steps = json('31', { received: '2026-06-01T10:12:30+02:00', urgent: 'partner', answers: ['desk@2026-06-02T14:00+02:00:asks'], dead: ['NADEGE.COURTIAL@castelbrun.example'] });
    expect(steps.map((step) => [step['what'], step['side'], step['rung']])).toEqual([
      ['received', null, null],
      ['urgent', 'partner', null],
      ['contact-rung', 'desk', 1],
      ['desk-wrote', null, null],
      ['skip-rung', 'partner', 1],
      ['contact-rung', 'partner', 2],
      ['ladder-exhausted', 'partner', null],
    ]);
  });

  it('takes the contacts of the convention asked for', () => {
    expect(text('31', { received, convention: '31-2024-018', answers: ['desk@2026-05-14T10:00+02:00:asks'] })).toContain('Corentin Sarrabère');
  });

  it.each<[string, string | undefined, SimulateOptions, RegExp]>([
    ['no Caf', undefined, { received }, /donner le code d’une Caf/],
    ['an unknown Caf', '99', { received }, /Aucun contrat pour la Caf « 99 »/],
    ['no instant: the present is never taken silently', '95', {}, /donner l’instant de réception/],
    ['an instant without offset', '95', { received: '2026-05-13T15:50' }, /sans décalage horaire/],
    ['an unknown side', '95', { received, urgent: 'caf' }, /côté inconnu : « caf »/],
    ['an unknown convention', '95', { received, convention: '95-0000-000' }, /convention inconnue/],
    ['an answer before the receipt', '95', { received, answers: ['desk@2026-05-12T10:00Z'] }, /avant la réception/],
  ])('refuses %s, in French', (_what, caf, options, message) => {
    expect(() => simulation(caf, options, 80)).toThrow(message);
  });
});

describe('--answers', () => {
  const at = '2026-05-20T10:00+02:00';
  it.each([
    [`desk@${at}`, { kind: 'desk-wrote', then: 'resolved' }],
    [`desk@${at}:owes`, { kind: 'desk-wrote', then: 'owes' }],
    [`call@${at}:asks`, { kind: 'desk-called', result: 'reached', then: 'asks' }],
    [`call@${at}:not-reached`, { kind: 'desk-called', result: 'not-reached' }],
    [`take-in-hand@${at}`, { kind: 'taken-in-hand' }],
    [`partner@${at}`, { kind: 'partner-wrote', counts: true }],
    [`auto@${at}`, { kind: 'partner-wrote', counts: false }],
    [`urgent@${at}:desk`, { kind: 'urgent', by: 'desk' }],
    [`phone@${at}:desk:2`, { kind: 'rung-contacted', side: 'desk', rung: 2, how: 'phone' }],
    [`bounce@${at}:partner:1`, { kind: 'rung-failed', side: 'partner', rung: 1 }],
    [`resolve@${at}`, { kind: 'resolved' }],
    [`reopen@${at}`, { kind: 'reopened' }],
  ])('%s', (written, body) => {
    expect(scriptedFrom(written)).toMatchObject({ at: '2026-05-20T08:00:00.000Z', body });
  });

  it.each(['desk', `caf@${at}`, 'desk@demain', `desk@${at}:peut-être`, `bounce@${at}`, `bounce@${at}:1`, `partner@${at}:vite`])('refuses « %s »', (written) => {
    expect(() => scriptedFrom(written)).toThrow(/--answers/);
  });

  it('takes UTC and seconds', () => {
    expect(scriptedFrom('desk@2026-05-20T08:00:05Z:asks').at).toBe('2026-05-20T08:00:05.000Z');
  });
});

describe('guichet simulate change', () => {
  const change = (caf: string, options: SimulateChangeOptions) => (JSON.parse(changeSimulation(caf, { ...options, json: true }, 80)) as Array<Record<string, unknown>>).map(({ what, at }) => [what, at]);

  it('the partner’s side, if nobody signs: reminders, then its ladder (dates worked out by hand: Ascension, Whit Monday, 15 August)', () => {
    expect(change('95', { received })).toEqual([
      ['received', '2026-05-13T13:50:00.000Z'], ['warn', '2026-05-13T13:50:00.000Z'], ['ask-signatures', '2026-05-13T13:50:00.000Z'],
      ['objection-end', '2026-05-21T13:50:00.000Z'], ['remind', '2026-05-21T13:50:00.000Z'], ['remind', '2026-05-29T13:50:00.000Z'],
      ['contact-rung', '2026-06-15T07:00:00.000Z'], ['contact-rung', '2026-07-15T07:00:00.000Z'], ['ladder-exhausted', '2026-08-17T07:00:00.000Z'],
    ]);
  });

  it('the Caf’s side, once both have signed', () => {
    expect(change('59', { received, signed: '2026-05-18T10:00+02:00' }).slice(3)).toEqual([
      ['signed', '2026-05-18T08:00:00.000Z'], ['signed', '2026-05-18T08:00:00.000Z'], ['objection-end', '2026-05-21T13:50:00.000Z'], ['contact-rung', '2026-06-02T08:00:00.000Z'], ['ladder-exhausted', '2026-06-16T08:00:00.000Z'],
    ]);
  });

  it('in French, each date with what makes it', () => {
    expect(plain(changeSimulation('21', { received, incomplete: true }, 200))).toContain('mer. 13 mai 2026 à 15 h 50  Demande au partenaire de ce qui manque\njeu. 21 mai 2026 à 15 h 50  Fin du délai d’opposition\n                            réglage du guichet, 5 jours ouvrés');
    expect(() => changeSimulation('95', {}, 80)).toThrow('donner l’instant de réception');
  });
});

describe('guichet simulate review, guichet simulate convention', () => {
  const given = { signed: '2024-02-29', from: '2027-01-01' };

  it('shows each review in French, in the Caf’s own time, each date with its article', () => {
    const lines = plain(reviewSimulation('review', '59', given, 200)).split('\n');
    expect(lines.slice(0, 6)).toEqual([
      'Caf du Nord, contrat version 1, convention signée le 29/02/2024',
      '',
      'ven. 1er janv. 2027 à 0 h 00  Début de la revue inverse attendue le dim. 28 févr. 2027',
      '                              art. 2.2',
      'ven. 1er janv. 2027 à 0 h 00  Lettre à l’administrateur, 60 jours avant la date',
      '                              art. 2.2',
    ]);
    expect(lines).toContain('mar. 13 avr. 2027 à 9 h 00    Lettre à l’échelon 1 du partenaire : administrateur 1, Godelieve Carpentier-Roux');
  });

  it('--json: the same as data, with who is written to', () => {
    const steps = JSON.parse(reviewSimulation('convention', '59', { ...given, years: '1', json: true }, 80)) as Array<Record<string, unknown>>;
    expect(steps.filter(({ what }) => what === 'renew').map(({ at, key }) => [at, key])).toEqual([['2027-02-28T08:00:00.000Z', '2027-02-28']]);
    expect(steps.filter(({ what }) => what === 'prepare-assessment').map(({ at, letters }) => [at, (letters as { letter: string }[]).map(({ letter }) => letter)])).toEqual([['2027-01-29T08:00:00.000Z', ['assessment-prepared', 'assessment-offered', 'assessment-offered']]]);
    expect(steps.find(({ key }) => key === '0')).toMatchObject({ what: 'tell', at: '2027-02-28T08:00:00.000Z', article: 'art. 2.2', letters: [{ letter: 'review-today', to: 'godelieve.carpentier-roux@petite-enfance-clos.example' }] });
  });

  it('--returned: a result that is sent back and not completed; --received: one that nobody reads', () => {
    const lines = plain(reviewSimulation('review', '21', { ...given, returned: '2027-02-02' }, 200)).split('\n');
    for (const line of ['mar. 2 févr. 2027 à 9 h 00    Résultat redemandé', 'lun. 1er mars 2027 à 0 h 00   La revue inverse est en retard', 'mar. 30 mars 2027 à 9 h 00    Rappel à l’administrateur, 30 jours après la date']) expect(lines).toContain(line);
    expect(plain(reviewSimulation('review', '21', { ...given, received: '2027-03-01', returned: '2027-03-22' }, 200))).toContain('Rappel à l’administrateur, 15 jours après le renvoi du résultat');
    const unread = JSON.parse(reviewSimulation('review', '59', { ...given, received: '2027-02-01', json: true }, 80)) as Array<Record<string, unknown>>;
    expect(unread.find(({ what }) => what === 'contact-rung')).toMatchObject({ side: 'desk', at: '2027-02-15T08:00:00.000Z', phase: 'to-check' });
  });

  it('says that nothing comes back where the contract asks for no review', () => {
    expect(plain(reviewSimulation('review', '76', given, 80))).toContain('Rien ne revient : ce contrat ne le prévoit pas.');
  });

  it.each([
    [{ from: '2027-01-01' }, 'donner une date : --signed 2024-02-29'],
    [{ signed: '2024-02-30', from: '2027-01-01' }, 'Date inconnue : « 2024-02-30 »'],
    [{ signed: '2027-02-01', from: '2027-01-01' }, 'la convention ne peut pas être suivie avant d’être signée'],
    [{ ...given, years: '0' }, '« 0 » n’est pas un nombre d’années de 1 à 10'],
    [{ ...given, received: '2026-12-01' }, 'aucune revue n’est commencée ce jour-là'],
    [{ ...given, received: '2027-02-02', returned: '2027-02-01' }, 'un résultat ne peut pas être redemandé avant d’être reçu'],
  ])('refuses %o', (options, message) => {
    expect(() => reviewSimulation('review', '59', options, 80)).toThrow(message);
  });
});

describe('guichet simulate meeting', () => {
  const requested = '2027-03-01T10:00+01:00';

  it('shows what silence does to a request, then to minutes, each date with its reason', () => {
    const asked = plain(meetingSimulation('95', { requested, by: 'desk' }, 200)).split('\n');
    expect(asked.some((line) => /^jeu\. 1er avr\. 2027 à 10 h 00 +Le délai de la convention est passé : la réunion est en retard$/.test(line))).toBe(true);
    expect(asked.some((line) => line.includes('Lettre à l’échelon 1 du partenaire'))).toBe(true);
    const held = JSON.parse(meetingSimulation('21', { requested, held: '2027-03-10T14:00+01:00', json: true }, 80)) as Array<Record<string, unknown>>;
    expect(held.map(({ what, at }) => [what, at])).toEqual([['remind-minutes', '2027-03-25T13:00:00.000Z'], ['remind-minutes', '2027-04-04T12:00:00.000Z'], ['minutes-overdue', '2027-04-09T12:00:00.000Z']]);
  });

  it.each([
    [{}, 'donner l’instant de la demande'],
    [{ requested, by: 'national' }, 'côté inconnu'],
    [{ requested, held: '2027-02-01T10:00+01:00' }, 'la réunion ne peut pas précéder sa demande'],
  ])('refuses %o', (options, message) => {
    expect(() => meetingSimulation('59', options, 80)).toThrow(message);
  });
});

describe('guichet simulate termination', () => {
  it('says when a convention ends by registered letter: the first day possible, both reminders, a short month', () => {
    const steps = JSON.parse(terminationSimulation('59', { received: '2027-01-31', json: true }, 80)) as Array<Record<string, unknown>>;
    expect(steps.map(({ at, what, key, phase }) => [at, what, key, phase])).toEqual([
      ['2027-03-31T07:00:00.000Z', 'remind', '30', 'notice'], ['2027-04-23T07:00:00.000Z', 'remind', '7', 'notice'], ['2027-04-29T22:00:00.000Z', 'terminate', '2027-04-30', 'terminated'],
    ]);
    expect(plain(terminationSimulation('59', { received: '2027-01-31' }, 200))).toContain('La convention prend fin le ven. 30 avr. 2027');
  });

  it.each([
    [{}, 'donner le jour de réception : --received 2027-01-31'],
    [{ received: '2027-01-31', by: 'quelqu’un' }, '« quelqu’un » n’est ni partner'],
    [{ received: '2027-01-31', effective: '2027-04-29' }, /^Trop tôt/],
  ])('refuses %o', (options, message) => {
    expect(() => terminationSimulation('59', options, 80)).toThrow(message);
  });
});

describe('on the command line', () => {
  /** What the command itself prints, or the words on which it ends and its code: options of the same names stand on the command above. */
  async function run(line: string): Promise<{ readonly out: string; readonly err: string; readonly code: unknown }> {
    const [out, err]: [string[], string[]] = [[], []];
    const spies = [
      vi.spyOn(console, 'log').mockImplementation((text) => void out.push(String(text))),
      vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0),
      vi.spyOn(process, 'exit').mockImplementation((code) => {
        throw new Error(`exit ${code}`);
      }),
    ];
    const code = await simulateCommand().parseAsync(line.split(' '), { from: 'user' }).then(() => 0, (error: unknown) => String(error).replace('Error: exit ', ''));
    for (const spy of spies) spy.mockRestore();
    return { out: plain(out.join('\n')), err: plain(err.join('')), code };
  }
  const years = { signed: '2024-02-29', from: '2027-01-01' };
  const requested = '2027-03-01T10:00+01:00';

  it.each([
    [`95 --received ${received}`, () => simulation('95', { received, json: true }, 100)],
    [`change 95 --received ${received}`, () => changeSimulation('95', { received, json: true }, 100)],
    [`change 59 --received ${received} --signed 2026-05-18T10:00+02:00`, () => changeSimulation('59', { received, signed: '2026-05-18T10:00+02:00', json: true }, 100)],
    [`change 21 --received ${received} --incomplete`, () => changeSimulation('21', { received, incomplete: true, json: true }, 100)],
    ['review 59 --signed 2024-02-29 --from 2027-01-01', () => reviewSimulation('review', '59', { ...years, json: true }, 100)],
    ['convention 59 --signed 2024-02-29 --from 2027-01-01 --years 2', () => reviewSimulation('convention', '59', { ...years, years: '2', json: true }, 100)],
    ['meeting 95 --requested 2027-03-01T10:00+01:00 --by desk', () => meetingSimulation('95', { requested, by: 'desk', json: true }, 100)],
    ['meeting 21 --requested 2027-03-01T10:00+01:00 --held 2027-03-10T14:00+01:00', () => meetingSimulation('21', { requested, held: '2027-03-10T14:00+01:00', json: true }, 100)],
    ['termination 59 --received 2027-01-31 --effective 2027-05-15 --by desk', () => terminationSimulation('59', { received: '2027-01-31', effective: '2027-05-15', by: 'desk', json: true }, 100)],
  ])('guichet simulate %s [--json]', async (line, expected) => {
    expect(await run(`${line} --json`)).toEqual({ out: plain(expected()), err: '', code: 0 });
    expect((await run(line)).out).toMatch(/^Caf d.*, contrat version 1/);
  });

  it.each([
    [`change 99 --received ${received}`, /Aucun contrat pour la Caf « 99 »/],
    ['change 95', /guichet simulate change : donner l’instant de réception/],
    ['review 59 --from 2027-01-01', /guichet simulate review : donner une date/],
    ['convention 59 --signed 2024-02-29 --from 2027-01-01 --years 11', /guichet simulate convention : « 11 » n’est pas/],
    ['meeting 59', /guichet simulate meeting : donner l’instant de la demande/],
    ['termination 59', /guichet simulate termination : donner le jour de réception/],
  ])('guichet simulate %s: ends with code 2 and says why, in French', async (line, words) => {
    const { out, err, code } = await run(line);
    expect([out, code]).toEqual(['', '2']);
    expect(err).toMatch(words);
  });
});
