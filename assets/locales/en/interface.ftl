# Interface texts. « $address » is « tu » or « vous »; kit texts stand in the kits.

## Sur tous les écrans

language-switch = Français
large-text = Large text
large-text-off = Normal text
sound-on = Sound on
sound-off = Sound off
home = Home
back = Back
next = Next
close = Close
yes = Yes

## Attract

attract-call = Touch and try!
attract-metier = Try your hand as a

## Intro

intro-start = Start
intro-others = Other trades
intro-duration = { $minutes } min
intro-steps = { $steps ->
    [one] { $steps } step
   *[other] { $steps } steps
}
mystery-title = Mystery task
mystery-reveal = This was the trade of

## Catalogue

catalogue-title = Which trade would you like to try?
catalogue-mystery = Play first, find out the trade later
catalogue-more = More
catalogue-page = { $page } of { $pages }

## Play

play-progress = { $done } of { $total }
play-show-me = Show me
play-understood = Got it
play-stop-title = Let’s stop for a moment
play-wrong-socket = Not its place: try elsewhere.
play-too-early = Something else goes on before this.
play-not-ready = Not everything is in its place yet.
play-carry-on = Take it all the way.
play-nothing-there = Nothing wrong here: look elsewhere.
play-tap-briefly = To point it out, just tap.
play-time-short = Ten seconds left.
play-time-over = Time is up: here is what was left.
play-done = Well done!
play-loading = Opening the workshop…
leave-title = Leave this trial?
leave-text = What you are doing will be lost.
leave-stay = Keep playing
leave-go = Leave

## Dialogue

dialogue-waits = Somebody is waiting for an answer: touch a card.
dialogue-can-be-mended = That hurt: what comes next can put it right.

## Dose

dose-hold = Keep pressing: it flows while your finger stays.
dose-other = Something else is poured first.
dose-short = A little more, gently.
dose-tilt = Slide down to tilt it.
dose-too-soon = Wait until the rest is over.

## Coverage

coverage-too-far = Aim at the surface to be covered.
coverage-slower = A little slower: the coat is too thin.
coverage-faster = Keep moving: in one place it runs.
coverage-too-near = Too near: move the gun back.
coverage-too-high = Too far: the paint is lost in the air.
coverage-line-too-far = Put the point on the pale line.
coverage-line-slower = A little slower: the line must stay crisp.
coverage-ran = It runs! Pass faster, without stopping.

## Steer

steer-aside = Still beside it: up a little, then back above.
steer-swinging = The load swings: wait until it is calm.
steer-too-fast = Gently: a load is set down, not dropped.
steer-knocked = A knock! Raise the load before you cross.
steer-somebody = Somebody is passing: let go of the levers!
steer-waits = The crane waits: the zone is not clear.
steer-free = The zone is clear.

## Trace

trace-too-far = Bring the torch to the seam, where the bead begins.
trace-slower = A little slower: the metal has to melt.
trace-faster = Keep moving: too much heat in one place.
trace-nearer = Come back to the seam.
trace-burnt-through = A hole! Let it cool, then fill it.
fault-hole = Hole
fault-hole-why = Too much heat in one place: the plate burnt through.
fault-gap = Not welded
fault-gap-why = The joint is not closed here.
fault-fusion = Lack of fusion
fault-fusion-why = Too fast or too cold: the metal lies on the plate and is not one with it.
fault-undercut = Undercut
fault-undercut-why = A groove along the bead: too hot, or the torch to one side.
fault-uneven = Uneven width
fault-uneven-why = The pace changed: the bead grows wider or thinner.
fault-spatter = Spatter
fault-spatter-why = Too much current: drops of metal stick to the plate.
fault-none = Nice even bead

## Who

who-title = You are…
who-college = In middle school
who-lycee = In high school
who-etudes = A student
who-adulte = An adult
who-parent = A parent
who-conseil = I advise young people
who-skip = Skip
who-go-on = Go on
who-not-counted = Do not count this visit
who-not-counted-on = Visit not counted
who-notice = Your data
notice-title = Your data
notice-text = This kiosk asks for no name and no address: nothing can identify you.
notice-why = Why
notice-why-text = To count trials in broad categories, for the regional careers agency.
notice-how-long = How long
notice-how-long-text = Trials are erased once they are added up, within 30 days. The totals are anonymous and are kept for 25 months.
notice-rights = Your rights
notice-rights-text = To stay out of it, touch “Do not count this visit”.
notice-contact = A question?
notice-contact-team = A question? Ask the team at the stand.

## Debrief

debrief-page-result = Your result
debrief-page-metier = The real trade
debrief-page-next = What next?
debrief-done = What you did
debrief-beyond = What a professional also does
debrief-perfect = Like a pro!
debrief-facts = Good to know
debrief-diplomas = Training
debrief-apprenticeship = as an apprentice or at school
debrief-school = at school
debrief-no-diploma = Where this trade is learned near you: ask the staff of the stand, or a careers adviser.
debrief-next-steps = Your next steps
debrief-stand = Meet them now
debrief-liked = Did you like it?
debrief-liked-yes = Yes
debrief-liked-so-so = A little
debrief-liked-no = Not much
debrief-again = Try the challenge
debrief-again-expert = Try expert level
debrief-again-same = Play again
debrief-source = Source: { $source }, { $date }
level-discovery = Discovery
level-challenge = Challenge
level-expert = Expert

## Carnet

carnet-title = Your notebook
carnet-gives = Scan this code with your phone’s camera: you will find what you tried, training and people to meet near you.
carnet-scanned = I have scanned it
carnet-no-phone = No phone
carnet-with-phone = With a phone
carnet-card-title = To remember it
carnet-card-text = On your printed card, tick
carnet-another = Another trade
carnet-end = Finish

## Passes

pass-title = This pass does not start a visit
pass-damaged = The code could not be read. Hold the pass flat, ten centimetres from the reader. Without a pass, touch the screen: everything is open.
pass-unknown = This code is not a pass of this fair. Without a pass, touch the screen: everything is open. The welcome desk can give you another one.
pass-foreign = This pass belongs to another event. Here, touch the screen: everything is open.
pass-expired = This pass is no longer valid today. Without a pass, touch the screen: everything is open.

## Idle

idle-title = Are you still there?
idle-text = Touch the screen to go on
idle-secs = { $secs }

## Out of order

out-title = The workshop is resting
out-text = This kiosk will be back soon. Other trades are waiting nearby.
out-staff = For staff: { $reason }
out-code = code { $code }. { $told }
out-no-kit = No kit in the kits/ folder

## Preview of a kit (etabli kit play)

preview-current = What is playing is what the files say.
preview-behind = Some files need mending: the last version without errors plays on.
preview-never = No version without errors yet: mend what follows and save, and the kit will play.
preview-counts = Errors: { $errors } · warnings: { $warnings } · notes: { $notes }
preview-findings = What the check says
preview-places = Go to
preview-intro = Introduction
preview-finale = What it was for
preview-debrief = Debrief
preview-tools = Adjust the preview
preview-previous = Previous place
preview-next = Next place
preview-again = Begin again here
preview-level = Level
preview-language = Language
preview-large-text = Large text
preview-turn = Screen
preview-landscape = Landscape
preview-portrait = Portrait
preview-marks = Named places, touch areas
preview-slow = Slow motion
preview-demonstrate = Show the gesture
preview-cover = Take the cover picture
preview-help = Keys
preview-dismiss = Close, give up
preview-numbers = Trade numbers at this level
preview-to-validate = to validate
preview-band = ideal { $ideal }, accepted { $ok }
preview-cover-exists = { $file } exists already. Ask again to replace it: the old one will be kept.
preview-cover-taken = Cover picture taken: { $file }
preview-cover-kept = Cover picture taken: { $file }. The old one is kept: { $kept }
preview-cover-failed = The cover picture could not be written: { $why }
preview-trouble = Établi had a problem that does not come from the kit: { $why }
