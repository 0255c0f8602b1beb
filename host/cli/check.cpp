#include "host/cli/check.hpp"

#include "core/graph/check_params.hpp"
#include "core/graph/evaluator.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace rushes::cli {

namespace {

class Checker {
 public:
  Checker(const Graph& graph, PluginLibrary& plugins) : graph_(graph), plugins_(plugins) {}

  void picture(const Node& n) {
    if (n.kind == NodeKind::error) return say(n.plugin, n.label, n.message.empty() ? "it cannot be made" : n.message);
    if (n.kind == NodeKind::source) return file(n.media, n.label);
    if (!n.plugin.empty()) plugin(n.plugin, n.label, n.params);
  }
  void sound(const AudioClip& c) {
    if (!c.error.empty()) say("", c.label, c.error);
    if (c.media >= 0) file(c.media, c.label);
    if (c.inner >= 0) sound(graph_.inner_audio[static_cast<std::size_t>(c.inner)]);
    sound(c.effects);
  }
  // All of a timeline within: which part of it a clip shows is not looked at.
  void sound(const AudioProgram& inner) {
    if (!checked_.insert(&inner).second) return;
    for (const AudioTrack& t : inner.tracks) {
      for (const AudioClip& c : t.clips) sound(c);
      sound(t.effects);
    }
    sound(inner.master);
  }
  void sound(const std::vector<AudioEffect>& effects) {
    for (const AudioEffect& e : effects)
      if (e.error.empty())
        plugin(e.plugin, e.label, e.params);
      else
        say(e.plugin, e.label, e.error);
  }
  std::vector<std::string> take() && { return std::move(said_); }

 private:
  void say(const std::string& plugin, const std::string& label, std::string why) {
    std::string text = NodeError{-1, plugin, label, {Errc::invalid, std::move(why)}}.as_error().message;
    if (std::ranges::find(said_, text) == said_.end()) said_.push_back(std::move(text));
  }

  void plugin(const std::string& id, const std::string& label, const Params& params) {
    const auto [it, fresh] = found_.try_emplace(id, Error{Errc::not_found, {}});
    if (fresh) it->second = plugins_.find(id);
    if (!it->second)
      say(id, label, it->second.error().message);
    else if (std::string why = wrong_param(*it->second->info, params); !why.empty())
      say(id, label, std::move(why));
  }

  // Patterns of sequences and what lies in a storage are found out by reading.
  void file(int media, const std::string& label) {
    const std::string& uri = graph_.media[static_cast<std::size_t>(media)].uri;
    std::error_code error;
    if (uri.find("://") != uri.npos || uri.find_first_of("#%") != uri.npos || std::filesystem::exists(uri, error) ||
        error)
      return;
    say("", label, "cannot open " + uri + ": there is no such file; put the file back, or change the asset's uri");
  }

  const Graph& graph_;
  PluginLibrary& plugins_;
  std::map<std::string, Result<LoadedPlugin>> found_;
  std::set<const AudioProgram*> checked_;
  std::vector<std::string> said_;
};

}  // namespace

std::vector<std::string> problems(const Graph& graph, const Part& part, PluginLibrary& plugins) {
  Checker checker(graph, plugins);
  const std::int64_t last = part.last < 0 ? graph.length : part.last;
  if (part.pictures) {
    std::vector<bool> shown(graph.nodes.size());
    for (const Segment& s : graph.segments)
      if (s.first < last && part.first < s.last && s.root.node >= 0)
        shown[static_cast<std::size_t>(s.root.node)] = true;
    for (std::size_t i = graph.nodes.size(); i-- > 0;)  // inputs come before those that use them
      if (shown[i])
        for (const Edge& e : graph.nodes[i].inputs) shown[static_cast<std::size_t>(e.node)] = true;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
      if (shown[i]) checker.picture(graph.nodes[i]);
  }
  if (part.sound) {
    const Canvas& canvas = graph.canvas;
    const std::int64_t from = sample_at(frame_start(part.first, canvas.rate), canvas.sample_rate),
                       to = sample_at(frame_start(last, canvas.rate), canvas.sample_rate);
    for (const AudioTrack& t : graph.audio.tracks) {
      for (const AudioClip& c : t.clips)
        if (c.start - c.lead < to && from < c.start + c.length + c.trail) checker.sound(c);
      checker.sound(t.effects);
    }
    checker.sound(graph.audio.master);
  }
  return std::move(checker).take();
}

Result<void> check(const Graph& graph, const Part& part, PluginLibrary& plugins) {
  const std::vector<std::string> all = problems(graph, part, plugins);
  if (all.empty()) return {};
  std::string text = all.front();
  if (all.size() > 1) text += " (and " + std::to_string(all.size() - 1) + " more like this)";
  return Error{Errc::invalid, std::move(text)};
}

}  // namespace rushes::cli
