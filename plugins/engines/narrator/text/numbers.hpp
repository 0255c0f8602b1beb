// Numbers as English words. All words are lower-case letters; a digit string may be of any length.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace narrator {

using Words = std::vector<std::string>;

// "1234" -> one thousand two hundred thirty four. Leading zeros are ignored; more than 15 digits are read one by one.
Words cardinal(std::string_view digits);
// "21" -> twenty first.
Words ordinal(std::string_view digits);
// "1984" -> nineteen eighty four; "2005" -> two thousand five; "1900" -> nineteen hundred. Four digits.
Words year(std::string_view digits);
// "007" -> zero zero seven.
Words one_by_one(std::string_view digits);
// "third", "half": the name of 1/n, in the plural when `many`.
Words denominator(std::string_view digits, bool many);
// "twenty" -> "twenties", "six" -> "sixes": for decades and such.
std::string plural(std::string word);
// The value of a Roman numeral of capital letters I, V, X, L, C; 0 when it is not a well-formed one.
int roman(std::string_view letters);

void append(Words& to, Words more);

}  // namespace narrator
