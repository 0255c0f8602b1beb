#include "core/graph/graph.hpp"

namespace rushes {

namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else if (static_cast<unsigned char>(c) >= 0x20)
      out += c;
  }
  return out + '"';
}

std::string shift(std::int64_t offset) {
  return offset ? (offset > 0 ? "+" : "") + std::to_string(offset) : std::string();
}

std::string caption(const Graph& g, const Node& n) {
  std::string text(to_string(n.kind));
  if (!n.plugin.empty()) text += "\n" + n.plugin;
  if (n.kind == NodeKind::source) {
    const Media& m = g.media[static_cast<std::size_t>(n.media)];
    text += "\n" + (m.name.empty() ? m.uri : m.name);
    if (!n.time.keys.empty())
      text += "\nretimed";
    else if (n.time.speed.num != n.time.speed.den)
      text += "\nspeed " + std::to_string(n.time.speed.num) + "/" + std::to_string(n.time.speed.den);
  }
  if (!n.label.empty()) text += "\n" + n.label;
  if (!n.message.empty()) text += "\n" + n.message;
  return text;
}

}  // namespace

std::string to_dot(const Graph& g, std::optional<std::int64_t> frame) {
  std::vector<Segment> segments = g.segments;
  if (frame) {
    segments.clear();
    if (const Segment* s = g.segment_at(*frame)) segments.push_back(*s);
  }
  std::set<int> nodes;
  for (const Segment& s : segments) nodes.merge(nodes_under(g, s.root.node));

  std::string out = "digraph rushes {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\", fontsize=10];\n";
  for (const int i : nodes) {
    const Node& n = g.nodes[static_cast<std::size_t>(i)];
    out += "  n" + std::to_string(i) + " [label=" + quoted(caption(g, n)) +
           (n.kind == NodeKind::error ? ", color=red" : "") + "];\n";
    for (const Edge& e : n.inputs)
      out +=
          "  n" + std::to_string(e.node) + " -> n" + std::to_string(i) + " [label=" + quoted(shift(e.offset)) + "];\n";
  }
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const Segment& s = segments[i];
    const std::string name = "s" + std::to_string(i);
    out += "  " + name + " [shape=plaintext, label=" +
           quoted(frame ? "frame " + std::to_string(*frame)
                        : "frames " + std::to_string(s.first) + ".." + std::to_string(s.last - 1)) +
           "];\n";
    out += "  n" + std::to_string(s.root.node) + " -> " + name + " [label=" + quoted(shift(s.root.offset)) + "];\n";
  }
  return out + "}\n";
}

}  // namespace rushes
