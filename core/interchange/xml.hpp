// XML of others: parsed without entities of its own, so that nothing in it grows, and with a bound on its depth.
#pragma once

#include <rushes/result.hpp>

#include <pugixml.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace rushes::interchange {

using XmlDocument = std::unique_ptr<pugi::xml_document>;
Result<XmlDocument> parse_xml(std::string_view text);

// Text of the element, without white space at its ends.
std::string trimmed_text(const pugi::xml_node& node);

}  // namespace rushes::interchange
