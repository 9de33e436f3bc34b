/**
 * What people choose first, gathered by hand for Guichet from what every published study of leaked passwords agrees on: words, names,
 * keyboard runs, in French and in English. No third-party list is copied. The rule (password-rule.ts) looks at what is left of a
 * password once digits, signs and repetitions are taken off, so that each word here stands for thousands of passwords.
 */
const WORDS = `
motdepasse monmotdepasse lemotdepasse nouveaumotdepasse motdepassesecret motsdepasse mdp mdpasse motpasse passe passw password passwords passwort
passer passe-partout mypassword newpassword yourpassword thepassword defaultpassword changeme changezmoi changemoi changemotdepasse changement pass
secret topsecret supersecret monsecret confidentiel administrateur administrator admin adminadmin root superuser sysadmin superviseur operateur
utilisateur user username invite guest test testtest essai demo default login connexion connecter identifiant accueil welcome bienvenue bonjour
bonsoir bonjourbonjour salut coucou hello helloworld merci sesame ouvretoisesame letmein laissemoientrer entrez access acces ouverture cle clef

azerty azertyuiop azertyuiopqsdfghjklm azertyqsdf qsdfghjklm qsdfgh wxcvbn wxcvbnazerty aqwzsx aqwzsxedc azer azertyazerty aze qsd qsdf wxcv
qwerty qwertyuiop qwertyuiopasdfghjkl qwertyqwerty qwertz asdfgh asdfghjkl asdfasdf asdf zxcvbn zxcvbnm zxcvbnmasdfghjkl qazwsx qazwsxedc
qazwsxedcrfv poiuytrewq mnbvcxz lkjhgfdsa azsxdc azsxdcfv abcd abcdef abcdefgh abcdefghi abcdefghij abcdefghijkl abcdefghijklmnop alphabet aabbcc
aaabbb abcabc abcdabcd xxxx zzzz

jetaime jetaimemonamour jetaimebeaucoup jetadore jeteaime monamour moncoeur moncherie monange monbebe mabelle mapuce maprincesse maman papa
mamanpapa papamaman mamanjetaime mesenfants mafamille famille amour amoureux toujours pourtoujours iloveyou iloveyousomuch iloveyouforever
iloveu loveme lovely lover love lovelove forever foreverlove princess princesse sweetheart baby babygirl angel ange beautiful sunshine soleil lune
etoile paradis bonheur liberte egalite fraternite libertefraternite libertegalitefraternite vivelafrance vivelavie
lavieestbelle carpediem hakunamatata chocolat nutella caramel vanille fraise banane camembert fromage saucisson croissant baguette

football footballeur basketball baseball rugby tennis cyclisme petanque olympiquedemarseille olympiquelyonnais parissaintgermain psg allezlom
allezlesbleus allezparis zidane mbappe ronaldo messi neymar liverpool manchester manchesterunited chelsea arsenal barcelona barcelone realmadrid
marseille paris parisparis lyon toulouse bordeaux lille nantes rennes strasbourg montpellier nice dijon rouen france francefrance lafrance bretagne
corse normandie alsace provence auvergne reunion martinique guadeloupe guyane mayotte europe

superman batman spiderman pokemon pikachu naruto narutouzumaki dragonball sangoku starwars starwarsfan darkvador skywalker harrypotter hermione
hogwarts poudlard gandalf legolas frodon matrix terminator jamesbond mickey mickeymouse doudou tintin asterix obelix gaston schtroumpf snoopy tigger
garfield bisounours titeuf simpson simpsons pirate dragon dragons licorne unicorn monkey tiger shadow phoenix butterfly papillon dauphin chat chaton
chien cheval loulou minou chouchou caramel cookie nounours toutou doudounette

master killer hunter ranger warrior cowboy trustno trustnoone whatever computer ordinateur internet google facebook youtube instagram linkedin
microsoft windows apple iphone samsung android amazon netflix outlook orange bouygues laposte hotmail wanadoo gmail yahoo minecraft fortnite callofduty
playstation nintendo zelda supermario pepper charlie michael jordan jordanbenson jennifer jessica ashley daniel andrew thomas robert mustang ferrari
porsche peugeot renault citroen mercedes corvette harley yamaha kawasaki honda

nicolas julien camille marine pauline laura sarah marie mariemarie sophie isabelle nathalie christine christophe stephanie sebastien frederic
alexandre alexandra guillaume antoine maxime vincent olivier philippe pierre jeanpierre jeanmarie jeanclaude jeanpaul francois francoise michel
michele patrick pascal laurent dominique catherine valerie sandrine veronique caroline celine delphine aurelie emilie elodie charlotte mathilde
mathieu matthieu benjamin jeremy jonathan anthony kevin florian romain quentin valentin valentine clement damien fabien gregory ludovic mickael
alexis arthur gabriel raphael louis louise emma lucas hugo theo chloe manon lea clara ines jules adam ethan nathan noah mohamed fatima

janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche printemps
ete automne hiver noel joyeuxnoel bonneannee vacances weekend summer winter spring autumn january february march april june july august september
october november december monday tuesday wednesday thursday friday saturday sunday christmas

caf cafdefrance macaf moncompte moncomptepartenaire partenaire partenaires guichet guichetunique monguichet allocation allocations allocataire
allocationsfamiliales famillesfrance mairie mamairie villedefrance commune ccas departement region prefecture servicepublic franceconnect impots
bureau travail bureautique collegue responsable direction directeur directrice secretariat accueilmairie informatique serviceinformatique support
assistance habilitation habilitations cdap afas dgfip correcthorsebatterystaple
`;

/** In lower case, without accents. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter((word) => word !== ''));
