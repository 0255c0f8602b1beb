#include "core/interchange/xml.hpp"

namespace rushes::interchange {

Result<XmlDocument> parse_xml(std::string_view text) {
  constexpr int deepest = 256;
  if (text.substr(0, 1 << 16).find("<!ENTITY") != text.npos)
    return Error{Errc::invalid, "it declares entities of its own, which are not read here"};
  auto document = std::make_unique<pugi::xml_document>();
  const auto parsed = document->load_buffer(text.data(), text.size(),
                                            pugi::parse_default | pugi::parse_ws_pcdata_single, pugi::encoding_auto);
  if (!parsed)
    return Error{Errc::invalid, "it is no well-formed XML: " + std::string(parsed.description()) + " at byte " +
                                    std::to_string(parsed.offset)};
  int depth = 0;
  for (pugi::xml_node n = document->first_child(); n;) {
    if (n.first_child()) {
      n = n.first_child();
      if (++depth > deepest) return Error{Errc::invalid, "its elements lie more than 256 deep in one another"};
      continue;
    }
    while (n && !n.next_sibling()) n = n.parent(), --depth;
    if (n) n = n.next_sibling();
  }
  return document;
}

std::string trimmed_text(const pugi::xml_node& node) {
  const std::string_view s = node.text().get();
  const auto from = s.find_first_not_of(" \t\r\n"), to = s.find_last_not_of(" \t\r\n");
  return from == s.npos ? std::string() : std::string(s.substr(from, to - from + 1));
}

}  // namespace rushes::interchange
