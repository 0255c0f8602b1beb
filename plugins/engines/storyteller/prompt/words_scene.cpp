// Words for settings, light, weather, mood, style, camera, colour, number and grammar.
#include "plugins/engines/storyteller/prompt/lexicon.hpp"

namespace storyteller {

const char* const kScene = R"(
world=sea*2 : sea, ocean, seaside, seascape, coast, coastline, shore, shoreline, beach, bay, ~lagoon, island, ~harbour, ~harbor, ~port, ~marina, ~pier, ~jetty, ~dock, ~wharf, fjord, tide, surf, waves, wave, tropical island, ~atlantic, ~pacific, ~mediterranean, ~caribbean, coastal, seashore, ~quay, cliffs by the sea, archipelago, waterfront, open water, high seas, horizon at sea, maritime, nautical, ~north sea, ~regatta course, ~hawaii
world=sea*2 sight=underwater : underwater, under water, reef, deep sea, bottom of the sea, ocean floor, sea floor, seabed, under the sea, beneath the waves, below the surface, scuba diving, kelp forest, seaweed
world=sea*3 : sea cliff, sea cliffs, cliff by the sea, cliffs by the ocean
world=countryside*1 : ~stadium, ~football field, ~football pitch
world=space*2 sight=ground : moon surface, lunar surface, on the moon, surface of the moon, moon landing, moon base, on an alien planet, alien landscape
world=desert*3 colour=C0562E : on mars, surface of mars, mars surface, martian, mars landscape, landing on mars, lands on mars, martian desert
world=abstract*2 sight=network : network, data, data flow, ~algorithm, neural network, ~big data, ~internet, ~blockchain, connections, ~machine learning, ~cloud computing, digital network
time=night*0.6 sight=fireflies : fireflies, firefly swarm
time=night sight=aurora : northern lights, aurora, aurora borealis, polar lights, southern lights
world=sea*1.6 : lake, pond, lakeside, lakeshore, loch, mountain lake, still water, calm water, flooded, reflection in the water, reservoir
world=sea*0.8 : coral
world=sea*0.45 : stream, brook, creek
world=sea*0.7 : river, water, riverbank, riverside, river bank, canal, delta, estuary, banks of the river, bank of the river, bank of a river, banks of a river
world=mountains*2 : mountain, mountains, peak, summit, ~alps, alpine, ~himalaya, ~himalayas, ~everest, ridge, mountain range, mountaintop, mountain top, valley, ~volcano, ~canyon, ~gorge, cliff, highlands, ~andes, ~rockies, ~rocky mountains, crag, ~mount fuji, plateau, mesa, mountainside, cliffs, ~patagonia, ~dolomites, foothills, mountain pass, mountainous
world=mountains*0.5 : rock
world=mountains*1 : ~waterfall, ~waterfalls, ~niagara falls, ~hot spring, ~hot springs, rock formation, rocks, boulder, ~cave, ~eruption, ~lava, hike, hiking trail, climbing
world=forest*2 : forest, forests, wood, woods, woodland, ~rainforest, ~jungle, grove, pine forest, bamboo forest, bamboo, enchanted forest, thicket, wilderness, taiga, birch forest, glade, clearing, tropical forest, autumn forest, undergrowth, canopy, old growth
world=forest*1 : trees, ~swamp, moss, fern, ferns, forest floor, tree trunks, foliage, leaves, leaf, ~bog, ~marsh, trail
world=desert*2 : desert, dune, dunes, sand dunes, ~sahara, oasis, badlands, arid, wasteland, sahara desert, ~gobi, ~mojave, ~death valley, salt flat, salt flats, outback, ~namib, desert road, ~monument valley, dust bowl, ~nevada, ~arizona
world=desert*1 : sand, sandy, sandstorm, wild west, western, ~egypt, mirage, ~tumbleweed, post apocalyptic
world=city*2 : city, town, downtown, street, skyline, metropolis, urban, skyscrapers, alley, avenue, boulevard, cityscape, rooftop, rooftops, streets, megacity, times square, ~new york, ~tokyo, ~paris, ~london, ~manhattan, ~hong kong, ~shanghai, ~berlin, ~chicago, ~los angeles, ~san francisco, ~venice, ~rome, city lights, suburb, neighborhood, neighbourhood, intersection, crosswalk, sidewalk, highway, motorway, city street, city streets, city skyline, market square, city square, plaza, cyberpunk city, dystopian city, ~train station, ~subway, ~metro, ~gas station, ~parking lot, backstreet, side street, alleyway, futuristic city, ~nyc, ~mumbai, ~dubai, ~las vegas, ~amsterdam, ~prague, ~istanbul, ~singapore, capital, business district
world=city*1 : buildings, building, bus stop, ~market, ~nightclub, ~shop, ~store, ~shopping mall, ~hotel, ~bank, ~hospital, ~factory, industrial, square, pavement, billboard, billboards, lane, ~bar, ~pub, club, ~school, ~theatre, ~theater, ~cinema, ~construction site
world=snow*2 : arctic, antarctica, antarctic, glacier, iceberg, tundra, winter wonderland, snowy landscape, north pole, south pole, snowfield, snow covered, snowscape, ~igloo, frozen lake, polar, ice, snowy mountains, snowy field, snowy forest, ~siberia, ~lapland, ~greenland, ~iceland, ~alaska, ~ski slope, snowy mountain, snow capped
world=snow*1.2 : winter, icy, frozen, frost, frosty, wintry, snowdrift, ~skiing, ~sledding, ~christmas, ~snowboarding, winter morning, winter night, winter day, freezing, icicle, ~sleigh
world=space*2 : space, outer space, galaxy, cosmos, universe, nebula, orbit of the earth, milky way, deep space, ~black hole, interstellar, ~asteroid, ~asteroid belt, ~comet, cosmic, solar system, ~supernova, constellation, galaxies, stars and planets, star field, starfield, ~wormhole, zero gravity, weightless, ~meteor, ~meteor shower, sci fi, science fiction, celestial, astronomy
world=interior*2 : room, living room, bedroom, ~kitchen, interior, indoors, indoor, library, ~office, study, ~cafe, ~coffee shop, ~coffeehouse, ~restaurant, ~diner, studio, ~classroom, ~attic, ~basement, hallway, corridor, parlor, parlour, apartment, workshop, bookshop, bookstore, ~concert hall, ~ballroom, ~bathroom, gallery, window sill, windowsill, museum hall, lounge, dining room, nursery, lobby, ~laboratory, ~lab, cellar, recording studio, hall, home office, fireside, ~bakery, ~tavern, inn, ~garage, ~stage, workspace, ~bed
world=interior*0.8 : inside, shelf, bookshelf, mirror, rug, carpet, floor, ceiling, cozy room, desk setup, nightstand
part world=interior*0.4 : window, door, curtain, curtains, wall, doorway
part : roof, hat, hair, eyes, eye, shoes, boots, scarf, gloves, tail, ribbon, stripe, handle, wheels, wheel, flag, beak, spots, nose, ears, chimney, shutters, windows, smile, face, hands, hand, bow, helmet, backpack, glasses, collar, mast, windmill blades, blades, arms, legs, fence posts, cover, page, pages
world=countryside*2 : countryside, meadow, field, fields, ~farm, farmland, village, hill, hills, rolling hills, pasture, prairie, grassland, savanna, savannah, garden, ~orchard, ~vineyard, park, rural, country road, dirt road, wheat field, lavender field, lavender fields, lavender, ~tuscany, ~provence, moor, heath, steppe, ranch, plain, plains, hillside, rice fields, rice terraces, cornfield, hamlet, picnic, country lane, plantation, ~scotland, ~ireland, ~toscana, hayfield, pastoral, backyard, lawn, hobbit, ~playground, ~safari, ~serengeti, wheat, farmyard
world=countryside*0.8 : grass, road, path, fence, harvest, hay, haystack, barley, landscape, nature, outdoors, outdoor, outside, scenery, village square, crossroads, vista, horizon, scenic, pathway, footpath
world=abstract*2 : abstract, dream, dreams, dreamscape, dreamlike, surreal, !music, !melody, !song, !symphony, !jazz, !rhythm, !harmony, !emotion, !emotions, !idea, !ideas, !thought, !thoughts, !imagination, !memory, !memories, !feeling, !feelings, !consciousness, !soul, !spirit, !geometric, !geometry, shapes, patterns, pattern, !fractal, !fractals, !kaleidoscope, psychedelic, particles, fluid, liquid, swirling colours, swirling colors, swirl, swirls, gradient, ink in water, ink, !mandala, !energy, !chaos, !infinity, !concept, !nothingness, void, !meditation, !subconscious, !creativity, !inspiration, flowing shapes, colourful shapes, colorful shapes, paint splash, splashes of paint, brush strokes, !sound, !sound waves, !quantum, !mind, lines and circles, !spiral, !spirals, !vortex, !digital, circles, ribbons
world=abstract*0.8 : !time itself, !freedom, !truth, !justice, !wisdom, !innovation, !change, !technology, !future, !eternity, !destiny, !fate, !philosophy, !growth, !strategy, !knowledge, !motivation, !innocence, !beauty, colour, color, colours, colors, !art, !painting, !fantasy, magic world
world=abstract*0.8 mood=romantic : !love, !affection
world=abstract*0.8 mood=melancholic : !grief, !sorrow, !heartbreak, !loss, !depression
world=abstract*0.8 mood=joyful : !happiness, !joy, !delight, !bliss
world=abstract*0.8 mood=tense : !anger, !rage, !fear, !anxiety, !panic, !stress
world=abstract*0.8 mood=calm : !peace, !calmness, !serenity
world=abstract*0.6 mood=epic : !hope, !courage, !triumph, !victory, !glory
time=night : night, midnight, nighttime, night time, nocturnal, after dark, dark night, late at night, night sky, moonlight, moonlit, starry, starry night, starry sky, under the stars, stars, star, at night, tonight, full moon, stargazing, nightfall, nightscape, starlight, starlit, night market, fireworks, firework, moonrise, lit windows
time=night*0.6 : moon, moonbeam, insomnia, new years eve, asleep, sleeping, sleep, lullaby, bedtime
time=dawn : dawn, sunrise, daybreak, first light, early morning, break of day, at dawn, sun rises, sun rising, rising sun, sun rose, sun comes up, crack of dawn
time=dawn*0.7 : morning, morning light, dew, morning mist, breakfast
time=day : day, daytime, noon, midday, afternoon, daylight, high noon, broad daylight, sunlight, blue sky, bright day, lunch
time=day*0.5 : sunlit, sunbeam, sunbeams, sunshine, sun, bright
time=dusk : dusk, sunset, evening, twilight, sundown, golden hour, blue hour, setting sun, sun sets, sun setting, gloaming, afterglow, at dusk, late afternoon, low sun, magic hour, vespers, sun going down, sun goes down
time=night*0.5 mood=mysterious*0.5 : dark, darkness, shadow, shadows, shadowy, dim, dimly lit
weather=clear : clear, clear sky, cloudless, clear skies, fair weather, blue skies
weather=clear time=day*0.7 : sunny, sun drenched, sun kissed, sunny day
weather=cloudy : cloudy, clouds, cloud, overcast, grey sky, gray sky, dark clouds, cloudscape, gloomy sky
weather=rain : rain, rainy, raining, drizzle, raindrops, raindrop, rainfall, downpour, wet, puddle, puddles, shower, rain soaked, monsoon, rainstorm, umbrellas in the rain, pouring, rain falls, rain fell, rain falling, heavy rain, light rain, soft rain, rain washed
weather=storm mood=tense*0.5 : storm, stormy, thunder, thunderstorm, lightning, hurricane, tempest, tornado, cyclone, thunderclouds, storm clouds, typhoon, raging, lightning strike, rough seas, stormy sea, lightning bolt, squall
weather=snow : snow, snowy, snowing, snowfall, snowflakes, snowflake, blizzard, snowstorm, falling snow, snow falling, snow falls, light snow, heavy snow
weather=fog mood=mysterious*0.3 : fog, foggy, mist, misty, haze, hazy, smoke, smoky, steam, steamy, smog, morning fog
weather=wind : wind, windy, breeze, breezy, gust, gale, windswept, blowing, wind blowing, sandstorm wind, gusty, billowing
weather=clear weather=rain*0.4 mood=joyful : rainbow
world=interior*1 mood=calm : still life
mood=calm : calm, peaceful, quiet, serene, tranquil, gentle, relaxing, soothing, meditative, silent, silence, tranquility, zen, idyllic, soft, restful, slow life, quietly, placid, hushed, harmonious, sleepy, contemplative, minimal, minimalist, cozy, cosy, warm, homely, untouched, softly
mood=joyful : joyful, happy, cheerful, fun, playful, bright and cheerful, lively, celebration, celebrate, celebrating, party, festival, carnival, vibrant, whimsical, birthday, summer, uplifting, laughing, smiling, festive, cute, funny, energetic, upbeat, sweet, adorable, jolly, merry, cheery, colourful, colorful, exciting, excited, laughter, wedding, delighted, joyous, joyfully, happily, playfully, parade, magical summer
mood=melancholic : melancholic, melancholy, sad, lonely, loneliness, lonesome, nostalgic, nostalgia, sorrowful, solitary, gloomy, abandoned, forgotten, wistful, mournful, somber, sombre, tearful, bittersweet, blue mood, alone, crying, farewell, goodbye, empty, bleak, desolate, dreary, lost, deserted, forlorn, longing, solitude, faded, regret, weeping, autumnal
mood=tense : tense, scary, dangerous, danger, suspense, thriller, chase, frightening, horror, menacing, threatening, battle, war, fight, fighting, fights, gathering storm, escape, escaping, dread, urgent, intense, creepy, terrifying, sinister, nervous, ominous, violent, apocalypse, apocalyptic, crash, explosion, attack, dystopian, angry, panicked, fierce, hunted, chasing, pursuit
mood=mysterious : mysterious, mystery, mystical, magical, magic, enchanted, eerie, haunted, spooky, secret, strange, ghostly, ethereal, otherworldly, enigmatic, ancient, hidden, occult, ghost, mystic, haunting, unknown, riddle, bewitched, supernatural, moody, atmospheric, glowing, bioluminescent, spell, legend
mood=epic : epic, grand, majestic, dramatic, heroic, breathtaking, monumental, awe inspiring, spectacular, powerful, sweeping, cinematic epic, glorious, vast, adventure, adventurous, legendary, mighty, triumphant, sublime, colossal, towering, stunning, awe, journey, quest, expedition, trailer, inspiring, grandiose, infinite, endless
mood=romantic : romantic, romance, loving, tender, intimate, dreamy, passionate, honeymoon, kiss, kissing, in love, love story, date night, embracing, sensual, wedding day, hugging, embrace, tenderly, enchanting, holding hands, hand in hand
style=noir time=night*0.4 : noir, film noir, detective story, hard boiled
style=noir : black and white, monochrome, greyscale, grayscale, b w, black white, bw
style=vintage : vintage, 1990s, 90s, vhs, retro, sepia, old film, super 8, 8mm, 16mm, old fashioned, film grain, antique, 1920s, 1930s, 1940s, 1950s, 1960s, 1970s, 70s, 60s, 50s, 20s, old photograph, analog, analogue, kodachrome, polaroid, grainy, victorian, nostalgic film, home movie, archival, kodak, technicolor, medieval, faded film, old movie, steampunk
style=pastel : pastel, pastels, watercolor, watercolour, storybook style, pastel colours, pastel colors, soft colors, soft colours, kawaii, ghibli, studio ghibli, anime, cartoon, childrens book, childrens book illustration, wes anderson, illustration, illustrated, delicate, candy colored, candy coloured, animated, animation, pixar
style=neon world=city*2 time=night*0.5 : neon city, neon street, neon streets, neon lit street, neon alley, neon metropolis
style=neon world=city*0.9 time=night*0.4 : cyberpunk
style=neon time=night*0.4 : neon, neon lights, neon lit, neon light, synthwave, vaporwave, outrun, blade runner, neon signs, neon sign, neon glow, electric, retrowave, tron, 80s, 1980s, disco, rave, futuristic, laser, lasers
style=natural : natural, realistic, photorealistic, documentary, naturalistic, true to life, lifelike
move=pan_left : pan left, pans left, panning left, pan to the left, pans to the left, pan from right to left, track left, tracking left, camera moves left, slide left, panning to the left, dolly left, truck left
move=pan_right : pan right, pans right, panning right, pan to the right, pans to the right, pan from left to right, track right, tracking right, camera moves right, slide right, panning to the right, dolly right, truck right, truck shot
move=pan_right*0.8 : pan, panning, pans, panorama, panoramic, tracking shot, dolly shot, following shot, travelling shot, traveling shot, sideways, side scrolling, sidescroller, panning shot, slider, tracking
move=tilt_up : tilt up, tilts up, tilting up, look up, looking up, low angle, worms eye view, worm eye view, tilt upwards, looks up, camera looks up
move=tilt_down : tilt down, tilts down, tilting down, look down, looking down, tilt downwards, camera looks down
move=push : push in, push, zoom in, zooms in, zooming in, dolly in, zoom, moving forward, move forward, camera moves forward, moves in, slow zoom, pushes in, pushing in, fly through, flythrough, flying through, first person, pov, camera approaches, track in, closing in, push forward, dolly forward
move=pull : pull back, pull out, zoom out, zooms out, zooming out, dolly out, pull away, pulls back, pulls away, pulling back, moving backward, reveal, moves back, pulls out, dolly back, camera retreats, pulling away, zooms away, revealing
move=crane_up : crane up, crane shot, camera rises, rising shot, rise up, boom up, jib up, rises above, craning up, ascend, ascending, camera ascends, cranes up, lift off, pedestal up, jib shot
move=crane_up lens=0.65 : aerial, aerial view, aerial shot, drone, drone shot, drone view, drone footage, birds eye, birds eye view, bird eye view, bird eye, top down, overhead, from above, overhead shot, flyover, seen from above, fly over, helicopter shot, aerial footage, satellite view, from the air
move=crane_down : crane down, camera descends, descending, descend, boom down, jib down, lowering, cranes down, camera lowers, pedestal down, camera sinks
move=orbit : orbit camera, camera orbits, camera orbiting, orbits around, orbiting shot, camera orbit, orbit shot, slow orbit, circles around, arc shot, 360, rotate around, rotating camera, camera rotates, revolve around, camera circles, rotating around, around the subject, spinning camera, bullet time, circle around
move=handheld : handheld, hand held, shaky, shaky cam, shaky camera, found footage, vlog, camcorder, gopro, body cam, handheld camera, documentary style
move=hold : static, static shot, static camera, locked off, tripod, fixed camera, still camera, still shot, no camera movement, locked shot, fixed shot, camera does not move, stationary camera, camera holds, static frame
move=hold motion=0 : still image, still photo, freeze frame, photograph, still picture, motionless, frozen in time, still frame, photo of, still photograph, photo, picture of
lens=1.8 : close up, closeup, close ups, close, extreme close up, macro, macro shot, telephoto, long lens, portrait, detail shot, detail, close shot, zoomed in, 85mm, 100mm, 200mm, 135mm, tight shot, tele lens
lens=1.2 : medium shot, mid shot, 50mm, medium close up
lens=0.7 : wide, wide shot, wide angle, establishing shot, long shot, ultra wide, fisheye, wide lens, establishing, extreme wide shot, 24mm, 16mm lens, 35mm lens, full shot, wide view, far away, in the distance
speed=0.5 : slow, slowly, gently, unhurried, gradual, gradually, leisurely, smoothly, smooth
speed=2 : fast, quick, quickly, rapid, rapidly, swift, swiftly, speedy, hectic, whip, whip pan, sudden, suddenly, racing, rushing
motion=0.5 : slow motion, slowmo, slo mo, slow mo, 120fps, drifting, drift, drifts, floating, floats, swaying
motion=2 speed=1.5 : timelapse, time lapse, hyperlapse, hyper lapse, fast motion, sped up
colour=C8302C : red, reddish
colour=B11226 : crimson, scarlet, ruby, vermilion
colour=6E1F2E : burgundy, maroon, wine red
colour=E8762C : orange, tangerine, amber
colour=F5C838 : yellow, golden yellow, lemon
colour=E2AE3C : golden, gold, gilded
colour=3E9448 : green, greenish
colour=1F8A62 : emerald, jade
colour=7B8A3A : olive
colour=9CCB3C : lime
colour=1E5E3A : dark green, forest green
colour=2F66C4 : blue, bluish
colour=8CC4EC : light blue, sky blue, baby blue, pale blue
colour=1F3A7A : dark blue, navy, navy blue, deep blue, indigo
colour=2AA6A8 : teal, turquoise, aquamarine, aqua
colour=3CC8E0 : cyan
colour=7A3FA8 : purple, violet, plum
colour=B79BDC : lilac, lavender colored, mauve
colour=F08CB4 : pink, rosy, rose coloured, rose colored
colour=E0399A : magenta, fuchsia, hot pink
colour=F08070 : coral colored, salmon pink, peach
colour=7A4E30 : brown, chestnut, chocolate, bronze, copper, rust, rusty
colour=D8C6A0 : beige, tan, cream, ivory, khaki, sand colored
colour=F5F5F2 : white, snow white, pearl
colour=1C1C22 : black, jet black, ebony
colour=8A8E94 : grey, gray, silver, silvery
size=0.5 : tiny, miniature, minuscule, teeny
size=0.75 : small, little, mini
size=1.35 : big, large, tall, long, great, fat, bigger
size=1.6 : huge, massive, enormous, immense
size=2 : giant, gigantic, humongous, oversized, titanic sized
count=1 : one, single, lone, a, an
count=2 : two, pair of, a pair of, couple of, a couple of, twin, both, pair, double
count=3 : three, a few, few, trio of, some, trio
count=4 : four, several, a group of, group of, quartet of, various
count=5 : five
count=6 : six, row of, rows of, a row of, a herd of, herd of, pack of, half a dozen, line of, convoy of, a pack of, a line of, cluster of, rows and rows of, bunch of, a bunch of, field of, a field of, fields of
count=7 : seven, many, a flock of, flock of, flocks of, fleet of, a fleet of, lots of, a lot of, bouquet of, numerous, flock, crowd of, a crowd of, group, school of, a school of, troop of
count=8 : eight, countless, plenty of
count=9 : nine, dozens of, a dozen, dozen, swarm of, a swarm of, army of, sea of, hundreds of, thousands of, a hundred, a thousand, hundred, thousand, hundreds, thousands, millions of, ten, twenty, fifty
garment : dress, coat, jacket, shirt, raincoat, hoodie, sweater, suit, gown, cloak, t shirt, robe, clothes, trench coat, kimono, uniform, skirt, cape, sundress, jumper
sail : sail, sails, hull, fur, mane, feathers, wings, petals, paint, skin, stripes
negate : no, without, not, never, exclude, excluding, avoid, minus, free of, free from, absence of, devoid of, lacking, sans, nobody, none, dont show, do not show, empty of, void of, instead of
used : cinematic, construction, site, spotlight, taking, takes, shape, visualised, visualized, action, whole, leaning, leans, lean, !reading, break, porch, veranda, balcony, visualisation, visualization, glowing light, depth, balance, !japanese, !chinese, !french, !italian, !dutch, !english, !european, !american, !african, !asian, !greek, !nordic, !scandinavian, mediterranean style, !spanish, !german, !russian, !indian, !scottish, !irish, cold, stone, !brick, fall in love, falls in love, falling in love, beautiful, scene, shot, view, video, film, movie, footage, 4k, 8k, hd, uhd, high quality, quality, detailed, highly detailed, ultra, ultra realistic, high resolution, resolution, masterpiece, professional, cinematography, composition, background, foreground, clip, image, picture, camera, frame, lighting, light, lights, lit, sky, skies, air, rays, ray, god rays, glow, glows, shining, shine, shines, glitter, glittering, sparkling, shimmering, shimmer, reflection, reflections, reflecting, reflected, depth of field, bokeh, lens flare, rendered, render, unreal engine, octane, trending on artstation, style, lens, angle, perspective, tone, tones, mood, atmosphere, ambience, look, looks, color grading, colour grading, hdr, imax, seamless, loop, looping, title, titled, text, caption, words, says, saying, reads, reading the words, called, named, show, shows, showing, world, season, seasonal, place, day long, lovely, nice, pretty, gorgeous, amazing, perfect, wonderful, fantastic, great view, !old, new, !young, wooden, !modern, !traditional, simple, short, texture, textured, deep, high, low, open, distant, nearby, far, near, close to, across, overlooking, surrounded, surrounding, filled, full, covered, set, setting, scape, sequence, intro, opening, ending, opening scene, story, once upon a time, tale, aesthetic, vibe, vibes, feel, theme, themed, moment, moments, time, times, way, side, edge, middle, center, centre, front, top, bottom, left, right, corner, end, beginning, part, lots, kind, type, high definition, ultra hd, fps, 24fps, 30fps, 60fps, 1080p, 720p, 35mm, widescreen, vertical, horizontal, aspect ratio, seconds, second, minute, minutes, hour, hours, slow shutter, long exposure, exposure, contrast, saturated, saturation, sharp, focus, shallow, crisp, blurred, blurry, subject, object, line, lines, rich, lush, wild, fresh, thick, thin, light breeze, hot, cool, chill, busy, bustling, crowded, remote, tropical, exotic, exotic place, sunlight streaming, streaming, dancing light, ready, long time ago, dusty, shiny, polished, rustic, quaint, charming, ordinary, weathered, narrow, winding, steep, flat, round, floral, leafy, snow tipped, summertime, springtime, dappled, scattered, seen, viewed, real, generate, create, make, please, give, want, depicting, depict, featuring, feature, video of, lofi, lo fi, ambient, chillhop, instagram, tiktok, youtube, reel, b roll, broll, stock footage, commercial, advert, music video, short film, feature film, blockbuster, scenes
used : sat, gathering, gathers, !catching, !catches, strikes, !drinking, !drinks, !eating, !eats, walking, walks, walk, running, runs, run, flying, flies, fly, sailing, sails past, sail away, swimming, swims, swim, driving, drives, drive, riding, rides, ride, standing, stands, stand, sitting, sits, sit, moving, moves, move, going, goes, go, coming, comes, come, traveling, travelling, passing, passes, pass, soaring, soars, soar, gliding, glides, glide, !jumping, !jumps, !leaping, !leaps, galloping, gallops, grazing, grazes, wandering, wanders, strolling, strolls, crossing, crosses, cross, turning, turns, rising, rises, falling, falls, fall, flowing, flows, flow, burning, burns, floating on, hovering, hovers, waiting, waits, wait, watching, watches, looking, gazing, gazes, staring, stares, resting, rests, rest, lying, lies, !playing, !plays, play, !dancing, !dances, !dance, !singing, !sings, !exploring, !explores, hiking, traversing, following, follows, climbing up, leaving, leaves behind, arriving, arrives, approaching, approaches, landing, lands, taking off, launching, launches, lifting, lifts, crashing, rolling, rolls, spinning, spins, shines down, lighting up, lights up, sets off, waking, wakes, breaking, breathing, stretching, stretches, crawling, flapping, flutter, fluttering, flutters, racing past, speeding, speeds, parked, anchored, moored, perched, blooming, blooms, bloom, in bloom, growing, grows, swirling, twinkling, twinkle, flickering, flickers, drenched, soaked, !wearing, wears, !holding, !holds, !carrying, !carries, hanging, hangs, facing, faces, heading, heads, entering, enters, wading, splashing, pours, descends, ascends, roaming, roams, roam, chases, sleeps, dreaming, dreamt, !hunting, waving, waves at, !howling, !howls, !meows, !barks, !barking, !purring, stands alone, rose, spring, autumn, reaching, reaches, toward the viewer, returning, returns, return, lands on, awakens, lands softly, pulling, rows, rowing, seated
used : sails home, sail home, sailing home, sailed home, flies home, fly home, flying home, comes home, come home, coming home, came home, goes home, go home, going home, went home, walks home, walk home, walking home, runs home, run home, heads home, head home, heading home, returns home, return home, returning home, drives home, drive home, driving home, rides home, ride home, riding home, swims home, back home, way home, the way home, on the way home, take me home, homeward, homeward bound, homecoming, brings them home, leads home, finds its way home, find their way home, at home in
used : dry stone, dry stone wall, dry stone walls, stone wall, stone walls, on earth, of the earth, here on earth, down to earth, the earth, soft piano mood, piano mood, soft piano, piano score
world=abstract*2 : !piano music, !guitar music, !violin music, !cello music, !tune
used : long shadows, long shadow, shadows grow, lengthening shadows, casting long shadows, cast long shadows, shadow play
time=dusk*1.1 : fireflies at dusk
style=pastel mood=mysterious*0.5 : dali, salvador dali, magritte
world=city*1 : on a roof, on the roof, roof, roofs, chimney, chimneys
unknown : ice cream, piggy bank, power plant, hot dog, star wars, rock band, bank robber, bank robbery, bank account, seal of approval, light bulb, mobile phone
used : orbit, orbits, orbiting, circling
stop : the, of, in, on, at, by, to, from, and, or, with, over, under, above, below, behind, beneath, beside, between, through, into, onto, upon, along, around, near to, against, among, amid, during, while, as, is, are, was, were, be, been, being, am, it, its, this, that, these, those, there, here, he, him, his, her, hers, they, them, their, we, our, us, i, me, my, you, your, who, whom, whose, which, what, where, when, why, how, then, than, so, but, if, for, up, down, out, off, away, back, past, towards, toward, beyond, inside of, outside of, within, about, after, before, until, till, since, very, really, just, only, also, too, more, most, less, least, all, every, each, other, another, same, such, own, do, does, did, has, have, had, having, can, could, will, would, shall, should, may, might, must, get, gets, got, like, via, per, et, etc, even, ever, once, still, again, almost, always, together, apart, any, everything, something, anything, nothing, everyone, himself, herself, itself, themselves, let, s, t, re, ve, ll, d, m, forward, forwards, backward, backwards, onwards, ahead, somewhere, everywhere, suddenly there, now, today, long ago, nor, except, because, though, although, yet, quite, rather, much, made, using, use, used, based, including, included, include, both of, either, neither, next, last, first, second scene, third, against the, in front of, on top of, at the edge of, in the middle of, the edge of, next to, lets, wherever, whenever, ones
)";

}  // namespace storyteller
