# Interface texts. « $address » is « tu » or « vous »; kit texts stand in the kits.

## Sur tous les écrans

language-switch = English
large-text = Grand texte
large-text-off = Texte normal
sound-on = Son activé
sound-off = Son coupé
home = Accueil
back = Retour
next = Suite
close = Fermer
yes = Oui

## Attract

attract-call = Touchez, essayez !
attract-metier = Ici, on essaie le métier de

## Intro

intro-start = Commencer
intro-others = Autres métiers
intro-duration = { $minutes } min
intro-steps = { $steps ->
    [one] { $steps } étape
   *[other] { $steps } étapes
}
mystery-title = Geste mystère
mystery-reveal = C’était le métier de

## Catalogue

catalogue-title = { $address ->
    [vous] Quel métier voulez-vous essayer ?
   *[tu] Quel métier veux-tu essayer ?
}
catalogue-mystery = Jouer d’abord, découvrir le métier après
catalogue-more = Suite
catalogue-page = { $page } sur { $pages }

## Play

play-progress = { $done } sur { $total }
play-show-me = Montre-moi
play-understood = Compris
play-stop-title = On s’arrête un instant
play-wrong-socket = Ce n’est pas sa place : essayer plus loin.
play-too-early = Une autre pièce se met avant celle-ci.
play-not-ready = Tout n’est pas encore à sa place.
play-carry-on = Aller jusqu’au bout du geste.
play-nothing-there = Ici, rien d’anormal : chercher ailleurs.
play-tap-briefly = Pour désigner, un appui bref suffit.
play-time-short = Encore dix secondes.
play-time-over = Le temps est passé : voici ce qui restait.
play-done = Bravo !
play-loading = L’atelier s’ouvre…
leave-title = Quitter cet essai ?
leave-text = Le geste en cours sera perdu.
leave-stay = Continuer l’essai
leave-go = Quitter

## Dialogue

dialogue-waits = On attend une réponse : toucher une carte.
dialogue-can-be-mended = Cela touche : la suite permet de réparer.

## Dose

dose-hold = Garder appuyé : cela coule tant que le doigt reste.
dose-other = Autre chose se verse avant.
dose-short = Encore un peu, doucement.
dose-tilt = Faire glisser vers le bas pour pencher.
dose-too-soon = Attendre la fin du repos.

## Coverage

coverage-too-far = Viser la surface à couvrir.
coverage-slower = Un peu plus lentement : la couche est trop mince.
coverage-faster = Avancer : au même endroit, ça coule.
coverage-too-near = Trop près : reculer le pistolet.
coverage-too-high = Trop loin : la peinture se perd dans l’air.
coverage-line-too-far = Poser la pointe sur la ligne claire.
coverage-line-slower = Un peu plus lentement : le trait doit rester net.
coverage-ran = Ça coule ! Passer plus vite, sans s’arrêter.

## Steer

steer-aside = Encore à côté : remonter un peu, puis revenir au-dessus.
steer-swinging = La charge balance : attendre qu’elle se calme.
steer-too-fast = Doucement : la charge se pose, elle ne tombe pas.
steer-knocked = Un choc ! Monter la charge avant de passer.
steer-somebody = Quelqu’un passe : lâcher les manettes !
steer-waits = La grue attend : la zone n’est pas libre.
steer-free = La zone est libre.

## Trace

trace-too-far = Poser la torche sur le joint, au début du cordon.
trace-slower = Un peu plus lentement : le métal doit fondre.
trace-faster = Avancer : trop de chaleur au même endroit.
trace-nearer = Revenir sur le joint.
trace-burnt-through = Un trou ! Laisser refroidir, puis le reboucher.
fault-hole = Trou
fault-hole-why = Trop de chaleur au même endroit : la tôle a percé.
fault-gap = Joint non soudé
fault-gap-why = Le joint n’est pas fermé ici.
fault-fusion = Manque de fusion
fault-fusion-why = Trop vite ou trop froid : le métal est posé sur la tôle, pas soudé.
fault-undercut = Caniveau
fault-undercut-why = Un sillon au bord du cordon : trop chaud, ou la torche de travers.
fault-uneven = Largeur irrégulière
fault-uneven-why = L’allure a changé : le cordon s’élargit ou s’amincit.
fault-spatter = Projections
fault-spatter-why = Trop de courant : des gouttes de métal collent à la tôle.
fault-none = Cordon régulier

## Who

who-title = { $address ->
    [vous] Vous êtes…
   *[tu] Tu es…
}
who-college = Au collège
who-lycee = Au lycée
who-etudes = En études
who-adulte = Adulte
who-parent = Parent
who-conseil = Je conseille des jeunes
who-skip = Passer
who-go-on = Continuer
who-not-counted = Ne pas compter cette visite
who-not-counted-on = Visite non comptée
who-notice = Tes données
notice-title = Tes données
notice-text = { $address ->
    [vous] Cette borne ne demande ni nom ni adresse : rien ne permet de vous reconnaître.
   *[tu] Cette borne ne demande ni nom ni adresse : rien ne permet de te reconnaître.
}
notice-why = Pourquoi
notice-why-text = Compter les essais par grandes catégories, pour l’agence régionale de l’orientation.
notice-how-long = Combien de temps
notice-how-long-text = Les essais sont effacés une fois additionnés, en 30 jours au plus. Les totaux, anonymes, sont gardés 25 mois.
notice-rights = { $address ->
    [vous] Vos droits
   *[tu] Tes droits
}
notice-rights-text = Pour ne pas être compté, toucher « Ne pas compter cette visite ».
notice-contact = Une question ?
notice-contact-team = Une question ? L’équipe du stand répond.

## Debrief

debrief-page-result = Ton résultat
debrief-page-metier = Le métier en vrai
debrief-page-next = Et après ?
debrief-done = Ce que tu as fait
debrief-beyond = Ce qu’une pro, un pro fait en plus
debrief-perfect = Geste de pro !
debrief-facts = À savoir
debrief-diplomas = Se former
debrief-apprenticeship = en apprentissage ou au lycée
debrief-school = par la voie scolaire
debrief-no-diploma = { $address ->
    [vous] Où ce métier s’apprend près de chez vous : le demander à l’équipe du stand, ou à une conseillère, un conseiller d’orientation.
   *[tu] Où ce métier s’apprend près de chez toi : demande à l’équipe du stand, ou à une conseillère, un conseiller d’orientation.
}
debrief-next-steps = { $address ->
    [vous] Vos prochains pas
   *[tu] Tes prochains pas
}
debrief-stand = À rencontrer maintenant
debrief-liked = { $address ->
    [vous] Ça vous plaît ?
   *[tu] Ça te plaît ?
}
debrief-liked-yes = Oui
debrief-liked-so-so = Un peu
debrief-liked-no = Pas trop
debrief-again = Rejouer en défi
debrief-again-expert = Rejouer en expert
debrief-again-same = Rejouer
debrief-source = Source : { $source }, { $date }
level-discovery = Découverte
level-challenge = Défi
level-expert = Expert

## Carnet

carnet-title = { $address ->
    [vous] Votre carnet
   *[tu] Ton carnet
}
carnet-gives = { $address ->
    [vous] Avec l’appareil photo du téléphone, scannez ce code : vous retrouverez vos essais, les formations et les rencontres près de chez vous.
   *[tu] Avec l’appareil photo de ton téléphone, scanne ce code : tu retrouveras tes essais, les formations et les rencontres près de chez toi.
}
carnet-scanned = J’ai scanné
carnet-no-phone = Sans téléphone
carnet-with-phone = Avec un téléphone
carnet-card-title = Pour garder une trace
carnet-card-text = Sur la carte imprimée, cocher
carnet-another = Un autre métier
carnet-end = Terminer

## Passes

pass-title = Ce passe n’ouvre pas la visite
pass-damaged = Le code n’a pas pu être lu. Présenter le passe bien à plat, à dix centimètres du lecteur. Sans passe, toucher l’écran : tout est ouvert.
pass-unknown = Ce code n’est pas un passe du salon. Sans passe, toucher l’écran : tout est ouvert. L’accueil peut en donner un autre.
pass-foreign = Ce passe est celui d’un autre événement. Ici, toucher l’écran : tout est ouvert.
pass-expired = Ce passe n’est plus valable aujourd’hui. Sans passe, toucher l’écran : tout est ouvert.

## Idle

idle-title = { $address ->
    [vous] Vous êtes encore là ?
   *[tu] Tu es encore là ?
}
idle-text = Toucher l’écran pour continuer
idle-secs = { $secs }

## Out of order

out-title = L’atelier se repose
out-text = Cette borne revient bientôt. D’autres métiers attendent tout près.
out-staff = Pour l’équipe : { $reason }
out-code = code { $code }. { $told }
out-no-kit = Aucun kit dans le dossier kits/

## Aperçu d’un kit (etabli kit play)

preview-current = Ce qui se joue est ce que disent les fichiers.
preview-behind = Des fichiers sont à corriger : la dernière version sans erreur continue de jouer.
preview-never = Aucune version sans erreur pour le moment : corriger ce qui suit et enregistrer, le kit se jouera.
preview-counts = Erreurs : { $errors } · avertissements : { $warnings } · notes : { $notes }
preview-findings = Ce que dit la vérification
preview-places = Aller à
preview-intro = Introduction
preview-finale = À quoi cela servait
preview-debrief = Bilan
preview-tools = Régler l’aperçu
preview-previous = Endroit précédent
preview-next = Endroit suivant
preview-again = Recommencer ici
preview-level = Niveau
preview-language = Langue
preview-large-text = Grand texte
preview-turn = Écran
preview-landscape = Paysage
preview-portrait = Portrait
preview-marks = Endroits nommés, zones à toucher
preview-slow = Ralenti
preview-demonstrate = Montrer le geste
preview-cover = Prendre la couverture
preview-help = Les touches
preview-dismiss = Fermer, renoncer
preview-numbers = Nombres du métier à ce niveau
preview-to-validate = à valider
preview-band = idéal { $ideal }, admis { $ok }
preview-cover-exists = { $file } existe déjà. Demander encore pour la remplacer : l’ancienne sera gardée.
preview-cover-taken = Couverture prise : { $file }
preview-cover-kept = Couverture prise : { $file }. L’ancienne est gardée : { $kept }
preview-cover-failed = La couverture n’a pas pu s’écrire : { $why }
preview-trouble = Établi a eu un problème qui ne vient pas du kit : { $why }
