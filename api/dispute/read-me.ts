/** What stands in the file, and how to check it without us. */
export const READ_ME = `Dossier d’une demande, établi par Guichet

dossier-….pdf          tout ce qui suit, à lire et à imprimer
journal.csv            le journal, pour un tableur
journal.json           le journal tel qu’il est gardé, avec les empreintes de sa chaîne
calculs.json           le calcul de chaque date, figé quand le délai a commencé à courir
courriels/             les courriels échangés avec le partenaire, octet pour octet, tels que reçus et envoyés
courriels-internes/    ceux qui sont restés à l’intérieur de la Caf ou sont allés au niveau national
manifeste.sha256       l’empreinte SHA-256 de chaque fichier

Vérifier les fichiers : sha256sum --check manifeste.sha256

Vérifier la chaîne du journal (journal.json), ligne après ligne, « n » croissant :
  texte  = JSON de [n, at, kind, body, actor], sans espace, les clés de « body » dans l’ordre alphabétique à chaque niveau
  digest = SHA-256(salt suivi du texte en UTF-8)
  chain  = SHA-256(chain de la ligne précédente suivi de digest) ; avant la première ligne, rien
salt, digest et chain sont écrits en hexadécimal. Une ligne changée, ajoutée ou retirée rompt toutes celles qui suivent.
`;
