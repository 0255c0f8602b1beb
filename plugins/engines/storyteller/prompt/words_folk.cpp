// Words for people and things whose drawings stand by themselves. Read before the table of things.
#include "plugins/engines/storyteller/prompt/lexicon.hpp"

namespace storyteller {

const char* const kFolk = R"(
subject=knight : knight, crusader, paladin, templar, knight in armour, knight in armor, knight in shining armour, knight in shining armor
subject=wizard mood=mysterious*0.3 : wizard, sorcerer, warlock, magician, mage, gandalf, druid, old wizard
subject=ball world=countryside*0.3 : ball, football, soccer ball, rugby ball, basketball, beach ball, volleyball
subject=goal world=countryside*0.6 : goal, goal post, goalpost, football goal, soccer goal
subject=person count=5 subject=ball subject=goal world=countryside*3 : football game, football match, soccer game, soccer match, soccer, playing football, play football, plays football, playing soccer, game of football, game of soccer, rugby match, footballers, soccer players, football players
subject=person subject=ball subject=goal world=countryside*2 : footballer, goalkeeper, soccer player, football player
subject=campfire time=night*0.5 world=forest*1.3 : campfire, bonfire, camp fire, log fire, campfires
)";

}  // namespace storyteller
