// Words for things: each names a kind of the subject library, and often the world it suggests (with a weight below 1).
#include "plugins/engines/storyteller/prompt/lexicon.hpp"

namespace storyteller {

const char* const kThings = R"(
subject=boat world=sea*0.8 : boat, sailboat, sailing boat, sail boat, schooner, sloop, yacht, dinghy, ~catamaran, ~ketch, ~fishing boat, ~dhow, ~junk boat, regatta
subject=rowboat world=sea*0.7 : rowboat, rowing boat, row boat, ~canoe, ~kayak, ~gondola, ~paddle boat, ~raft, ~punt, rower
subject=ship world=sea*0.8 : ship, ocean liner, liner, cruise ship, steamship, steamer, steamboat, ~ferry, ~freighter, ~cargo ship, ~container ship, ~tanker, vessel, ~warship, ~battleship, ~titanic, ~trawler, ~tugboat, ~submarine
subject=tallship world=sea*0.8 : tall ship, sailing ship, galleon, pirate ship, ~frigate, clipper, caravel, brigantine, ghost ship, old ship, pirate, windjammer, ~mayflower
subject=lighthouse world=sea*0.7 : lighthouse, light house, beacon, lighthouse keeper
subject=house world=countryside*0.5 : house, cottage, cabin, hut, farmhouse, bungalow, ~villa, ~mansion, ~chalet, lodge, home, shack, log cabin, country house, little house
subject=castle world=mountains*0.3 : watchtower, watch tower, guard tower, old tower, ruined tower
subject=lighthouse world=sea*3 : cliff with a lighthouse, lighthouse on a cliff, lighthouse on a rock, lighthouse on the rocks, cliffs with a lighthouse
subject=castle world=mountains*0.4 : castle, fortress, ~palace, ~citadel, fort, fairy tale castle, stronghold, ~chateau
subject=church world=countryside*0.4 : church, chapel, ~cathedral, abbey, ~monastery, ~basilica, steeple, bell tower
subject=windmill world=countryside*0.7 : windmill, wind mill, mill, dutch mill
subject=tent world=mountains*0.4 : tent, camp, campsite, camping, camping tent, base camp, ~tipi, ~teepee, ~wigwam, ~yurt, bivouac
subject=bridge : bridge, suspension bridge, ~golden gate bridge, ~golden gate, ~brooklyn bridge, ~viaduct, footbridge
subject=clock_tower world=city*0.6 : ~tower, clock tower, ~big ben, belfry, campanile
subject=skyscraper world=city*0.9 : skyscraper, high rise, office tower, office building, apartment building, tower block, ~empire state building
subject=barn world=countryside*0.9 : barn, farm building, ~stable, farmstead, ~granary
subject=pyramid world=desert*0.9 : pyramid, great pyramid, ~sphinx, ~pharaoh, ~ancient egypt
subject=temple : temple, greek temple, parthenon, ruins, ruin, ancient ruins, acropolis, columns, ~museum, ~courthouse
subject=pagoda world=mountains*0.4 : pagoda, ~shrine, japanese temple, chinese temple, buddhist temple, ~dojo
subject=street_lamp world=city*0.5 time=night*0.3 : street lamp, streetlamp, street light, streetlight, lamppost, lamp post, gas lamp, street lantern, ~traffic light
subject=palm world=sea*0.5 : palm, palm tree, coconut tree, coconut palm, date palm, coconut
subject=pine world=forest*0.4 : pine, pine tree, fir, fir tree, spruce, conifer, evergreen, cedar, ~christmas tree, larch, hemlock, ~redwood, ~sequoia, cypress
subject=oak world=countryside*0.3 : oak, tree, oak tree, maple, beech, elm, apple tree, chestnut tree, ~willow, ~birch, linden, ash tree, poplar, sycamore, ~olive tree, lone tree, ~orange tree, ~lemon tree, ~baobab, ~acacia, ~bonsai, shade tree, ~treehouse
subject=oak*2 colour=F2A7C3 mood=romantic*0.4 : cherry tree, cherry blossom, cherry blossoms, cherry blossom tree, cherry trees in bloom, blossoming tree, sakura, blossom
subject=cactus world=desert*0.6 : cactus, saguaro, succulent, ~agave
subject=flower world=countryside*0.4 : flower, ~daisy, wildflower, bouquet, blossoms, petal, dandelion, ~poppy, ~lily, marigold, chamomile, ~orchid, ~lavender flower, ~water lily, ~lotus, ~bluebell, peony, dahlia, aster, violets, plant, flowerpot
subject=sunflower world=countryside*0.6 : sunflower
subject=tulip count=7 world=countryside*2 : tulip field, tulip fields, field of tulips
subject=sunflower count=7 world=countryside*2 : sunflower field, sunflower fields
subject=flower count=7 world=countryside*2 : flower field, field of flowers, flower meadow, wildflower meadow, fields of flowers
subject=tulip world=countryside*0.6 : tulip, ~crocus
subject=rose mood=romantic*0.4 : roses, rose garden, rose bush, rosebud, single rose
subject=mushroom world=forest*0.5 : mushroom, toadstool, fungus, fungi, fly agaric
subject=pumpkin : pumpkin, jack o lantern, halloween pumpkin, ~squash, ~gourd
subject=pumpkin time=night*0.5 mood=mysterious*0.8 : ~halloween
subject=person : person, man, guy, boy, human, figure, stranger, pedestrian, passerby, walker, hiker, traveler, traveller, wanderer, ~farmer, ~fisherman, ~businessman, gentleman, old man, young man, ~hero, ~soldier, ~worker, runner, jogger, ~dancer, ~musician, ~artist, ~student, ~teacher, ~scientist, ~doctor, ~detective, ~monk, ~king, father, grandfather, dad, brother, husband, son, friend, ~sailor, ~captain, ~samurai, ~knight, ~wizard, ~cowboy, ~firefighter, ~president, ~policeman, ~cook, ~photographer, backpacker, ~shepherd, silhouette, somebody, someone, passenger, ~writer, ~poet, explorer, nomad, hermit, ~bride and groom, ~climber, ~mountaineer, ~skier, ~surfer, ~skateboarder, tourist, commuter, barista, ~chef, ~actor, ~singer, ~thief, ~spy, ~ninja, ~guard, ~warrior, ~lumberjack, ~gardener, teenager, kid alone, protagonist, narrator
subject=person count=6 world=city*1 : busy market, crowded market, market stalls, crowded street, busy street, street festival
subject=person count=5 world=countryside*3 : ~football game, ~football match, ~soccer game, ~soccer match, ~football, ~soccer, ~rugby match
subject=person count=5 : people, crowd, crowds, pedestrians, audience, humans, humanity, passersby, crowd of people, villagers, commuters, tourists, shoppers, dancers
subject=woman : woman, lady, girl, ~ballerina, ~ballet dancer, businesswoman, ~queen, ~princess, mother, grandmother, mom, mum, sister, wife, daughter, old woman, young woman, ~bride, ~witch, ~nurse, ~waitress, actress, girlfriend, young girl, old lady, she, ~goddess, ~fairy, ~nun
subject=child size=0.8 : child, kid, toddler, baby, little girl, little boy, small child, little kid, schoolboy, schoolgirl, infant
subject=couple mood=romantic*0.5 : couple, lovers, young couple, old couple, sweethearts, bride and groom, newlyweds, two lovers, man and a woman, man and woman, ~family, ~parents
subject=astronaut world=space*0.8 : astronaut, cosmonaut, spaceman, spacewalker, space explorer, spacesuit, space suit
subject=snowman world=snow : snowman, snow man
subject=bird : bird, sparrow, swallow, robin, pigeon, dove, songbird, bluebird, finch, blackbird, starling, nightingale, canary, lark, ~hummingbird, ~parrot, birdsong, ~woodpecker
subject=bird colour=26262C : raven, crow
subject=eagle : eagle, hawk, falcon, bald eagle, ~vulture, ~condor, kestrel, buzzard, osprey, bird of prey, golden eagle, ~phoenix
subject=seagull world=sea*0.6 : seagull, gull, sea gull, seabird, ~albatross, ~pelican, tern
subject=duck world=sea*0.4 : ducks, duck pond, mallard, duckling, ~goose, rubber duck, wild duck
subject=swan world=sea*0.5 : swan, ~heron, ~crane bird, ~stork, ~egret, ~flamingo
subject=owl world=forest*0.4 time=night*0.4 : owl, barn owl, night owl, snowy owl
subject=penguin world=snow*0.9 : penguin, emperor penguin
subject=butterfly world=countryside*0.3 : butterfly, ~moth, monarch butterfly, ~dragonfly, ~ladybug, ~firefly, ~bee, ~bumblebee
subject=dog world=countryside*0.3 : dog, puppy, hound, doggy, pup, golden retriever, retriever, german shepherd, sheepdog, labrador, ~poodle, ~husky, ~corgi, ~dachshund, ~beagle, border collie, terrier, spaniel
subject=cat world=interior*0.2 : cat, kitten, kitty, tabby, house cat, tomcat
subject=horse world=countryside*0.5 : horse, pony, stallion, mare, foal, horseback, wild horse, mustang, ~donkey, ~mule, horseman, horse rider, ~cavalry
subject=zebra world=countryside*0.5 : zebra
subject=violin : violin, fiddle, ~cello, ~viola, ~violinist, ~cellist
subject=unicorn : unicorn, ~pegasus
subject=dragon : dragon, wyvern, ~serpent
subject=cow world=countryside*0.8 : cow, cattle, ~bull, calf, ~ox, ~buffalo, ~bison, herd of cattle, dairy cow, ~yak
subject=sheep world=countryside*0.8 : sheep, lamb, ram, flock of sheep, ~goat, ewe, ~alpaca, ~llama
subject=deer world=forest*0.6 : deer, stag, doe, fawn, reindeer, elk, ~moose, ~antelope, ~gazelle, buck, ~caribou, ~impala
subject=elephant world=countryside*0.4 : elephant, ~mammoth, elephant calf, ~rhino, ~rhinoceros, ~hippo, ~hippopotamus
subject=camel world=desert : camel, dromedary, ~bedouin
subject=camel world=desert count=4 : caravan of camels, camel caravan, caravan
subject=camel world=desert count=5 : train of camels, camel train
subject=lion world=countryside*0.4 : lion, lioness, king of the jungle, ~tiger, ~panther, ~leopard, ~cheetah, ~jaguar, ~lynx
subject=giraffe world=countryside*0.4 : giraffe
subject=rabbit world=countryside*0.4 : rabbit, bunny, hare, easter bunny
subject=fox world=forest*0.6 : fox, red fox, arctic fox, vixen
subject=wolf world=forest*0.6 : wolf, wolf pack, ~coyote, ~jackal, ~werewolf
subject=bear world=forest*0.5 : bear, grizzly, brown bear, bear cub, ~panda, grizzly bear
subject=bear world=snow colour=F4F3EE : polar bear
subject=deer count=3 : ~animals, ~wildlife, ~wild animals
subject=fish world=sea*2 sight=underwater : coral reef, aquarium, fish tank, school of fish underwater
subject=fish world=sea*0.6 : fish, ~goldfish, ~koi, ~salmon, ~trout, school of fish, shoal, ~tuna, ~clownfish
subject=whale world=sea*0.9 : whale, humpback, humpback whale, blue whale, ~orca, ~killer whale, sperm whale, moby dick
subject=dolphin world=sea*0.9 : dolphin, porpoise
subject=shark world=sea*0.9 : shark, great white, great white shark
subject=turtle world=sea*0.6 : turtle, sea turtle, tortoise
subject=jellyfish world=sea*0.8 : jellyfish, medusa, ~octopus, ~squid
subject=car world=city*0.4 : car, automobile, sedan, convertible, ~sports car, ~sportscar, taxi, cab, vintage car, ~limousine, ~race car, ~racing car, ~muscle car, old car, vehicle, ~jeep, ~police car, ferrari, porsche, mustang car, classic car, beetle car, hatchback, coupe, suv
subject=car count=4 world=city*0.6 : traffic, traffic jam, rush hour, cars in traffic, headlights
subject=bus world=city*0.5 : bus, school bus, coach bus, double decker, double decker bus, minibus, trolleybus, ~campervan, ~camper van, ~camper, ~minivan, ~ambulance
subject=truck : truck, lorry, van, pickup, pickup truck, delivery truck, semi truck, semi trailer, ~fire truck, trailer truck, eighteen wheeler
subject=train : train, locomotive, steam train, railway, railroad, steam engine, steam locomotive, express train, freight train, ~tram, ~trolley, night train, train journey
subject=bicycle : bicycle, bike, mountain bike, cyclist, cycling, ~tricycle, biker, ~motorcycle, ~motorbike, ~scooter, ~vespa
subject=tractor world=countryside*0.9 : tractor, ~harvester, ~combine harvester, ~plough, ~plow
subject=airplane : airplane, aeroplane, plane, aircraft, jet, airliner, passenger jet, jumbo jet, ~biplane, ~glider, ~fighter jet, jet plane, ~seaplane, propeller plane, ~airport, flight
subject=helicopter : helicopter, chopper
subject=hot_air_balloon : hot air balloon, ~airship, ~zeppelin, ~blimp, balloon ride, balloon festival
subject=kite : kite, paper kite
subject=balloon : balloon, party balloon, toy balloon
subject=ufo : ufo, flying saucer, ~alien, alien ship, alien spaceship, alien invasion, mothership
subject=rocket world=space*0.6 : rocket, rocket ship, spaceship, space ship, spacecraft, ~space shuttle, starship, rocket launch, space rocket, ~missile, shuttle launch, saturn v
subject=satellite world=space*0.8 : satellite, ~space station, probe, space probe, space telescope, ~iss, ~sputnik, ~voyager
subject=planet world=space : planet, saturn, ~jupiter, ringed planet, gas giant, exoplanet, alien planet, ~neptune, ~uranus, ~venus
subject=planet world=space colour=C8623A : mars, red planet
subject=planet world=space colour=3E78B8 : earth from space, planet earth, blue planet, blue marble
subject=moon time=night : crescent moon, crescent, new moon, half moon, sickle moon
subject=star time=night*0.6 : shooting star, falling star, christmas star, single star, lone star, north star, wishing star, guiding star
subject=book world=interior*0.5 : book, novel, old book, open book, diary, storybook, bible, journal, fairy tale, fairytale, dictionary, spellbook, notebook, manuscript
subject=candle world=interior*0.5 time=night*0.3 : candle, candlelight, candlelit, ~candlestick, taper
subject=lamp world=interior*0.7 : lamp, desk lamp, table lamp, floor lamp, bedside lamp, lampshade
subject=lantern time=night*0.3 : lantern, paper lantern, oil lamp, floating lanterns, sky lantern, torch, chinese lantern
subject=chair world=interior*0.6 : chair, ~armchair, ~rocking chair, ~stool, ~throne, ~sofa, ~couch, seat, empty chair
subject=bench : bench, park bench, wooden bench, ~pew
subject=table world=interior*0.6 : table, desk, dining table, kitchen table, dinner table, coffee table, banquet
subject=guitar : guitar, acoustic guitar, electric guitar,  ~ukulele, ~guitarist, ~banjo, ~lute, ~mandolin, bass guitar
subject=piano world=interior*0.6 : piano, grand piano, ~pianist, keyboard instrument, ~organ, ~harpsichord
subject=cup world=interior*0.5 : cup, coffee, tea, mug, cup of tea, cup of coffee, teacup, espresso, cappuccino, hot chocolate, latte, cocoa, coffee cup
subject=clock world=interior*0.4 : clock, alarm clock, wall clock, ~pocket watch, ~stopwatch, ~wristwatch, ~hourglass, ~passing of time, ~clockwork
subject=computer world=interior*0.6 : computer, laptop, monitor, pc, screen, ~television, ~tv, desktop computer, ~programmer, ~hacker, ~coder, desktop
subject=robot : robot, android, cyborg, droid, automaton, humanoid robot, ~mech, ~rover, ~mars rover, ~artificial intelligence, ~ai, machine man
subject=campfire time=night*0.5 : campfire, bonfire, camp fire, fire, ~fireplace, flame, ~wildfire
subject=umbrella weather=rain*0.4 : umbrella, parasol
subject=heart mood=romantic*0.7 : heart, love heart, valentine, ~valentines day
subject=apple world=interior*0.3 : apple, ~fruit, ~fruit bowl, ~fruit basket
subject=camera : old camera, vintage camera, photo camera
subject=balloon count=5 mood=joyful : birthday party, birthday celebration, birthday, party balloons
subject=gift : gift, present, gift box, birthday present, parcel
)";

}  // namespace storyteller
