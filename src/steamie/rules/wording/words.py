"""The word lists a new installation starts with. The officer edits them; these are only where they begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.replace("\n", " ").split(",") if line.strip())


# Swearing, slurs and insults, the Scots ones too. Words that are also names, places, food or birds are left out
# (Dick, Fanny, Tim, tube, rocket, tit, dyke, bam), or stand here only inside a phrase that means the insult.
OFFENSIVE = _lines("""
fuck*, motherfuck*, clusterfuck, shit*, bullshit, dipshit, cunt*, twat, twats, wank, wanks, wanker, wankers, wanking,
prick, pricks, dickhead, dickheads, cocksucker, bellend, bellends, knobhead, knobheads, bastard*, bitch, bitches,
bitching, bitchy, bollock*, bloody, bugger, buggers, buggered, bugger off, sod off, arse, arses, arsed, arsehole*,
asshole*, piss, pissed, pissing, piss off, pissed off, pish, tosser, tossers, slag, slags, slut*, slapper, slappers,
whore, whores, crap, crappy, wtf, omfg, stfu, what the hell, who the hell, why the hell, damn you, goddamn, for christ's
sake, feck, fecking, gobshite*, bawbag, bawbags, bawheid, baw heid, bampot, bampots, walloper, wallopers, numpty,
numpties, eejit, eejits, radge, radges, roaster, roasters, tadger, doughball, doughballs, dafty, dafties, glaikit, gommy,
plonker, plonkers, pillock, pillocks, wee muppet, fannybaws, fud, fuds, absolute fanny, pure fanny, total fanny, jakey,
jakeys, jakies, junkie, junkies, jaikie, jaikies, smackhead*, crackhead*, alkies, scheemie, scheemies, schemie, schemies,
wee ned, a ned, neds, pure ned, ya tube, ya rocket, ya rockets, absolute rockets,
pure rockets, jakeball*, pure rocket, absolute rocket, total rocket, absolute tube, pure tube,
ya zoomer, ya fanny, ya dafty, ya muppet, heidbanger, heid banger, clatty, manky cow, manky bastard, hackit, minger,
mingers, boot faced, scum, scumbag, scumbags, lowlife, lowlifes, chav, chavs, pikey, pikeys, tinks, dirty tinker, gyppo,
gyppos, gypo, gypos, paki, pakis, chinky, chinkies, darkie, darkies, nigger*, wog, wogs, coon, coons, raghead*,
towelhead*, yid, yids, spastic, spastics, spaz, spazzy, retard, retards, retarded, mong, mongs, mongo, cripple, cripples,
nutter, nutters, psycho, psychos, loony, loonies, headcase, headcases, poof, poofs, poofter*, faggot, faggots, lezzer*,
lezzie*, tranny, trannies, shemale*, fenian, fenians, dirty hun, dirty huns, hun scum, the huns, orange bastard, tarrier,
tarriers, mick bastard, coffin dodger*, old biddy, old biddies, old codger*, old bat, silly cow, stupid cow, fat cow,
silly bint, moron, morons, moronic, idiot, idiots, imbecile*, cretin*, halfwit*, thicko*, dole scum, fck*, fuk*, fuq*,
phuck*, fkn, fkin, fking, effing, effin, biatch*, kunt*, hoor, hoors, sh1te, jobby, jobbies, shitehawk*, shagger*,
wankstain*, cockwomble*, knob end, knobend*, bell end, twatting, arseholes, arse licker*, dipstick*, muzzie*, muzzy,
muzzies, illegals, the handicapped, handicapped people, half-caste*, half caste*, golliwog*, wetback*, gook*, gooks,
chink, chinks, jap, japs, kraut*, paddies, taig, taigs, proddy, proddies, orange scum, soap dodger*, great unwashed, gyppo
scum, wee tramps, dirty wee tramp*, dirty tramp*, filthy tramp*, old hag*, old hags, crone*, old crone*, old dear, old
dears, wrinklies, the oldies, fatso*, fatty, fatties, lardarse*, fat slob*, slob, slobs, inbred*, degenerate*, subhuman*,
cockroaches in this, wheelchair brigade, windowlicker*, mental case*, schizo*, nutjob*, batty boy*, bender boy*, homos,
lesbo*, lezzy, lezzies, ladyboy*, he-she, thick as mince, thick as shit, thickos, simpleton*, dunce*, brain dead,
braindead, bawjaws, bawbaws, bam pot*, radgie*, rocket man heid, dobber*, nugget heid, glaekit, hoormaister*, wee hoor*,
wee shite*, wee bastard*, bams, orange bams, manky midden*, dirty midden*, skank*, skanks, skanky, tart with, slut
shaming, jezebel*, silly bitch, daft bint, bint, bints, daft cow, dozy cow, dopey cow, miserable cow, lazy cow, fishwife,
fishwives, junkie*, druggie*, druggies, alkie, alkie*, alky, jaked, pissheid*, pisshead*, smackheid*, crackheid*,
methheid*, jakebag*, benefit scum, dole bludger*, sponger*, scroungers, scrounger, scrounging, benefit cheat, benefit
cheats, dole dosser*,
nyaff, nyaffs, tumshie, tumshies, scrote*, trollop*, bimbo*, airhead*, birdbrain*, dimwit*, nitwit*, twit, twits, prat,
prats, wazzock*, nincompoop*, freaks, weirdo*, perv, pervs, pervert*, nonce, nonces, paedo*, ratbag*, rat bag, lout, louts,
oaf, oafs, riff-raff, riff raff, riffraff, pond life, pondlife, oxygen thief, oxygen thieves, waste of skin, waste of oxygen,
dross, guttersnipe*, bin raker*, midgie raker*, midden raker*, gypped, dago*, midget*, old fart*, good-for-nothing*,
good for nothings, ne'er-do-well*, no-hoper*, no hopers, deadbeat*, dead beats, layabout*, skiver*, gormless, brainless,
witless, spineless, knuckle dragger*, knuckledragger*, mouth breather*, mouthbreather*, sponging, bloodsucker*, scrubbers,
dole mole*, job dodger*, wee shites, ya balloon, pure balloon, absolute balloon, total balloon, rat-faced,
ugly mug, fat pig, fat pigs, lazy pig, lazy pigs, dirty pig*, filthy pig*, filthy animals, dirty animals
""")

# Ordinary words and phrases that would otherwise be taken for one of the above.
INNOCENT = _lines("""
need, needs, a need, needed, moong, shitake, shiitake, shitakes, shiitakes, slag heap, slag heaps, idiot proof, idiot-proof,
bloody mary, bloody sunday, prick out, pricks out, pricking out, faggots and peas
""")

# Ways of picking a quarrel. Opinions, even sharp ones ("I think this is a disgrace"), are not here and must not be (S-69).
CONFRONTATIONAL = _lines("""
how dare you, you people, you lot, stop moaning, stop complaining, stop whining, moaners, whingers, time wasters,
timewasters, troublemakers, trouble makers, liar, liars, that is a lie, that's a lie, you are lying, you're lying,
get your facts right, get your facts straight, if you don't like it, like it or lump it, be grateful, you should be grateful,
ungrateful, not our problem, not our fault, your own fault, you only have yourself to blame, you have only yourself to blame,
you should know better, you have been warned, you've been warned, final warning, last warning, we will not tolerate,
we won't tolerate, will face eviction, will be evicted, legal action will be taken, or else, failure to comply,
you must comply, as we have already told you, as we have told you before, how many times, calm down, grow up, get a life,
get a grip, get over it, shut up, what do you expect, do your research, we couldn't care less, don't bother, shame on you,
you should be ashamed, ashamed of yourselves, this is your fault, it's your fault, don't be stupid, don't be so stupid,
a hundred times, you clearly, obviously you, haud yer wheesht, away and bile yer heid, yer da sells avon
""")

# Subjects people feel strongly about. A post may be right to mention them; it is read once more.
TOPICS = _lines("""
general election, by-election, council election, holyrood election, referendum, indyref, snp,
scottish national party, labour party, scottish labour, conservative party, tories, tory, liberal democrats, lib dems,
scottish greens, reform uk, alba party, prime minister, first minister, suicide, murder, stabbing, fatal, fatality,
court case, police investigation, asylum seekers, orange walk, old firm
""")

DEFAULT_LISTS: Mapping[str, Sequence[str]] = {
    "offensive": OFFENSIVE,
    "confrontational": CONFRONTATIONAL,
    "topic": TOPICS,
}

SOFTER: Mapping[str, str] = {
    "you people": "people who live here",
    "you lot": "everyone",
    "stop moaning": "we have heard your concerns",
    "stop complaining": "we have heard your concerns",
    "moaners": "people who have raised this",
    "whingers": "people who have raised this",
    "time wasters": "missed appointments",
    "timewasters": "missed appointments",
    "troublemakers": "a small number of people",
    "trouble makers": "a small number of people",
    "that is a lie": "our records show something different",
    "that's a lie": "our records show something different",
    "get your facts right": "here is what our records show",
    "get your facts straight": "here is what our records show",
    "if you don't like it": "if this does not suit you, talk to us",
    "not our problem": "this belongs to someone else: here is who can help",
    "not our fault": "here is what happened",
    "your own fault": "here is what you can do",
    "you have been warned": "please remember",
    "you've been warned": "please remember",
    "final warning": "a reminder",
    "last warning": "a reminder",
    "we will not tolerate": "please help us stop",
    "we won't tolerate": "please help us stop",
    "will be evicted": "could put the tenancy at risk: talk to us first",
    "will face eviction": "could put the tenancy at risk: talk to us first",
    "legal action will be taken": "talk to us early, so that it does not go further",
    "failure to comply": "if this is difficult, tell us",
    "you must comply": "please",
    "as we have already told you": "as a reminder",
    "as we have told you before": "as a reminder",
    "how many times": "as a reminder",
    "calm down": "we understand this is upsetting",
    "get over it": "we understand this is upsetting",
    "junkie": "someone who uses drugs",
    "junkies": "people who use drugs",
    "jakey": "someone with a drink problem",
    "jakies": "people with a drink problem",
    "jakeys": "people with a drink problem",
    "neds": "some young people",
    "scrounger": "someone who claims benefits",
    "scroungers": "people who claim benefits",
    "benefit cheats": "people who claim benefits",
    "tories": "the Conservatives",
}
