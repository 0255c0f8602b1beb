// Named places, and the sights of nature that are no thing one could pick up: each is a picture of its own. Read before
// the other tables, so what is said here holds.
#include "plugins/engines/storyteller/prompt/lexicon.hpp"

namespace storyteller {

const char* const kPlaces = R"(
world=mountains*3 sight=snowcaps : snowy mountain, snowy mountains, snow capped mountain, snow capped mountains, snow covered mountain, snow covered mountains, snow topped mountains, snowy peak, snowy peaks, snow capped peak, snow capped peaks, snow covered peaks, snowy summit, snowy summits, snowy alps, icy peaks, icy mountains, white mountains, mountains covered in snow, mountains covered with snow, mountain covered in snow, mountains in the snow
world=mountains*1.5 sight=snowcaps : snow capped, snowcapped, snow topped, snow tipped
world=mountains*3 sight=snowcaps : alps, the alps, swiss alps, himalaya, himalayas, everest, mount everest, andes, mont blanc, matterhorn, eiger, k2, annapurna, kilimanjaro, mount kilimanjaro, denali, caucasus, karakoram, pamir, hindu kush, mount fuji, fuji, rocky mountains, rockies, southern alps, patagonia, dolomites, pyrenees
world=mountains*3 : appalachians, carpathians, sierra nevada, grand canyon, yosemite, machu picchu, table mountain, blue ridge mountains, ural, urals, atlas mountains, tibet, nepal, switzerland, tyrol
world=desert*3 : sahara, sahara desert, gobi, gobi desert, kalahari, atacama, atacama desert, sonoran desert, arabian desert, mojave desert, namib desert, death valley, sinai, wadi rum, dunes of the sahara, arabia
world=sea*3 : pacific, pacific ocean, atlantic ocean, indian ocean, arctic ocean, mediterranean sea, caribbean sea, baltic sea, baltic, black sea, red sea, adriatic, aegean, aegean sea, maldives, bahamas, tahiti, bora bora, fiji, great barrier reef, bay of biscay, english channel, cornwall, big sur, cape horn, aegean islands, greek islands, galapagos, seychelles, polynesia
world=forest*3 sight=jungle : jungle, jungles, rainforest, rainforests, rain forest, tropical forest, tropical rainforest, amazon, amazon rainforest, amazon jungle, borneo, congo basin, mangrove, mangroves
world=forest*3 : black forest, sherwood forest, amazon forest, redwood forest, sequoia forest, schwarzwald
world=snow*3 : antarctic, antarctica, the arctic, greenland, svalbard, lapland, siberia, spitsbergen
world=sea*1.2 sight=waves : huge waves, big waves, giant waves, giant wave, huge wave, big wave, tsunami, tidal wave, rogue wave, monster waves, towering waves, high waves, great wave, breakers, waves, wave, waves crashing, crashing waves, swell
world=snow*1.2 sight=winter : winter, wintry, wintertime, winter morning, winter night, winter day, winter evening, midwinter, winter afternoon, in winter
world=snow*2 sight=winter : winter landscape, winter wonderland, snowy landscape, winter scenery, snowy field, snowy fields, snow covered fields, snow covered landscape
world=forest*3 sight=winter : snowy forest, winter forest, snow covered forest, snowy woods, winter woods, forest in winter, snow covered trees, snowy wood
world=city*2 sight=winter : snowy street, snowy city, snowy streets, winter city, winter street, snow covered street, snow covered city
world=countryside*3 sight=winter : snowy village, winter village, snow covered village, snowy countryside, snowy hills, winter garden, snowy park, winter park
world=countryside*0.6 sight=rainbow : rainbow, rainbows, double rainbow
used : rainbow coloured, rainbow colored, rainbow colours, rainbow colors
world=mountains*1.2 sight=waterfall : waterfall, waterfalls, water fall, niagara falls, victoria falls, iguazu falls, angel falls, cascade, cascades, cataract
world=mountains*3 sight=volcano : volcano, volcanoes, volcanic mountain, vesuvius, mount vesuvius, etna, mount etna, krakatoa, crater
world=mountains*3 sight=volcano sight=eruption : volcano erupts, volcano erupting, volcano is erupting, erupting volcano, volcanic eruption, eruption, eruption of a volcano, lava, lava flow, lava flows, lava river, volcano explodes, volcano eruption, volcano spitting fire, active volcano, volcano erupted, magma
used : erupts, erupting, erupt, erupted, spews, spewing
)";

}  // namespace storyteller
