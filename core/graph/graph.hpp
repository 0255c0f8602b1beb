// The node graph a project compiles to: plain data, immutable once made, written and read as JSON
// (docs/formats/graph.md).
//
// Every node counts frames of its own, from where its clip (or transition) begins; edges and segments carry the shift
// between two counts. So nothing in a node says where on the timeline it lies, and a clip that moves keeps its node.
#pragma once

#include "core/base/time.hpp"
#include "core/project/project.hpp"
#include "core/timeline/timeline.hpp"

#include <rushes/result.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace rushes {

enum class NodeKind {
  source,      // frames of a media file, by the time map
  gap,         // black, or nothing
  fit,         // brought to the canvas: size, format and colour
  generator,   // a plugin without inputs
  effect,      // a plugin with one picture (and perhaps more)
  transition,  // a plugin with two pictures and "rushes.mix"
  blend,       // org.rushes.blend of input 1 over input 0
  sequence,    // frames of a timeline within the timeline: input k in the k-th of `parts`, by the time map
  error,       // what cannot be made (plugin or media missing); keeps what it would have been
};

// Source time = start + frame time * speed. Backwards, frame 0 shows what ends at `start`. With keys, these say which
// moment of the source shows when (core/timeline/retime.hpp), and start and speed are not used.
struct TimeMap {
  Time start;
  Speed speed;
  std::vector<TimeKey> keys = {};
  bool operator==(const TimeMap&) const = default;
};
Time source_time(const TimeMap& map, std::int64_t frame, Rate rate);
bool frozen(const TimeMap& map);  // the same moment for every frame

struct Edge {
  int node = -1;            // index in Graph::nodes, smaller than that of the node it leads into
  std::int64_t offset = 0;  // frame n needs frame n + offset of the input
  bool operator==(const Edge&) const = default;
};

struct Node {
  NodeKind kind = NodeKind::gap;
  std::string label = {};   // for people: clip "Beach" (c3)
  int media = -1;           // source: index in Graph::media
  TimeMap time = {};        // source, sequence
  bool clear = false;       // gap: transparent, not black; fit: so is what the picture leaves free of the canvas
  std::string plugin = {};  // generator, effect, transition, blend; error: the one that is missing
  Params params = {};
  std::vector<Edge> inputs = {};
  std::vector<std::int64_t> parts =
      {};                    // sequence: the frame at which each input begins to show, the first at 0; and the end
  std::int64_t length = 0;   // frames of what the plugin is applied to
  std::string message = {};  // error: why
  bool operator==(const Node&) const = default;
};

// Frames [first, last) of the timeline show frame n + offset of node `root`.
struct Segment {
  std::int64_t first = 0, last = 0;
  Edge root;
  bool operator==(const Segment&) const = default;
};

// The input of a sequence that shows in its frame `frame`, and the frame of the inner timeline, which is held at its ends.
const Edge& part_at(const Node& sequence, std::int64_t frame, Rate rate, std::int64_t* inner);

struct Media {
  std::string uri;  // what EvaluatorOptions::open is given
  std::string name;
  std::string hash;  // SHA-256 of the content in hex, where known
  bool operator==(const Media&) const = default;
};

// ---- sound: its own program, in samples of canvas.sample_rate
// ----------------------------------------------------------

struct AudioEffect {
  std::string plugin, label;
  Params params;
  std::vector<int> side;  // tracks that feed inputs 1, 2, ...
  std::string error;      // why it cannot be made; it then passes its input on, or fails (strict)
  bool operator==(const AudioEffect&) const = default;
};

struct AudioClip {
  std::string label;
  int media = -1;                          // -1: silence, which a generator among the effects replaces
  int inner = -1;                          // instead of media: index in Graph::inner_audio
  std::int64_t start = 0, length = 0;      // on the timeline
  std::int64_t lead = 0, trail = 0;        // samples before and after that, for crossfades
  std::int64_t fade_in = 0, fade_out = 0;  // crossfades, from the very beginning and up to the very end
  TimeMap time;                            // of sample 0 of the clip
  std::vector<AudioEffect> effects;
  std::string error;  // media missing
  bool operator==(const AudioClip&) const = default;
};

struct AudioTrack {
  std::string label;
  bool audible = true;  // else it only feeds side chains
  std::vector<AudioClip> clips;
  std::vector<AudioEffect> effects;
  bool operator==(const AudioTrack&) const = default;
};

struct AudioProgram {
  std::int64_t length = 0;
  std::vector<AudioTrack> tracks;
  std::vector<AudioEffect> master;
  bool operator==(const AudioProgram&) const = default;
};

struct Graph {
  static constexpr int schema = 1;  // "rushes_graph": 1
  Canvas canvas;
  std::int64_t length = 0;  // frames
  std::vector<Media> media;
  std::map<std::string, Media> resources;  // what asset parameters name, by asset id
  std::vector<Node> nodes;                 // inputs before those that use them
  std::vector<Segment> segments;           // in order, without gaps, from 0 to length
  AudioProgram audio;
  std::vector<AudioProgram> inner_audio;  // of timelines within; each may use those before it
  bool operator==(const Graph&) const = default;

  const Segment* segment_at(std::int64_t frame) const;  // nullptr outside 0..length-1
};

// What graph_from_json refuses: indices out of range, inputs that come later, more than 2000 nodes in a row,
// overlapping segments, sizes out of 1..16384. The error names the place.
Result<void> validate(const Graph& graph);

std::string to_json(const Graph& graph);
Result<Graph> graph_from_json(std::string_view json);
// The node and all that lead into it.
std::set<int> nodes_under(const Graph& graph, int root);
// What a frame of the timeline needs, as a graph of that one frame, without sound: its frame 0 has that frame's key.
// Empty where the timeline has no such frame.
Graph graph_at(const Graph& graph, std::int64_t frame);
// Graphviz: the whole graph, or the part that frame needs.
std::string to_dot(const Graph& graph, std::optional<std::int64_t> frame = std::nullopt);

std::string_view to_string(NodeKind kind);

}  // namespace rushes
