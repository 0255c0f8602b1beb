// Project -> OpenTimelineIO's JSON.
#include "core/interchange/otio.hpp"
#include "core/interchange/urls.hpp"
#include "core/project/json_writer.hpp"

#include <algorithm>
#include <map>

namespace rushes::interchange {

namespace {

using namespace otio;

class Writer {
 public:
  // `noted`: everything that OTIO cannot say goes into metadata.
  Writer(const Project& project, bool noted) : p_(project), noted_(noted) {}

  Result<Written> run() {
    Tree document;
    if (noted_) {
      auto parsed = json::parse(to_json(p_));
      if (!parsed) return std::move(parsed).error();
      document = *std::move(parsed);
    }
    Tree out = base(p_.extra, "Timeline.1");
    set(out, "name", text(p_.title));
    if (!get(out, "global_start_time") && !get(extra_tree(p_.extra), "otio"))
      set(out, "global_start_time", Tree{nullptr});
    const Tree* timeline = get(document, "timeline");
    Tree stack = base(p_.timeline.extra, "Stack.1");
    defaults(stack, "tracks", p_.timeline.extra);
    children_of_stack(stack, p_.timeline, timeline);
    if (noted_) {
      Tree mine = *timeline;
      erase(mine, "tracks");
      erase(mine, "markers");
      note_ours(stack, std::move(mine), p_.timeline.extra);
      Tree whole = document;
      erase(whole, "timeline");
      note_ours(out, std::move(whole), p_.extra);
      if (!p_.timeline.master.empty())
        note("timeline", "the effects on its sound are written into metadata that Rushes alone reads");
    }
    set(out, "tracks", std::move(stack));
    if (written_ > most)
      return Error{Errc::invalid,
                   "the timelines within one another make more than 1000000 objects, too many for one OTIO file"};
    json::Writer writer;
    writer.value(out);
    return Written{writer.take() + "\n", std::move(notices_)};
  }

 private:
  static constexpr std::int64_t most = 1'000'000;

  void note(std::string place, std::string what) {
    Notice n{std::move(place), std::move(what)};
    if (std::ranges::find(notices_, n) == notices_.end() && notices_.size() < 1000) notices_.push_back(std::move(n));
  }

  // As it stood in the document it came from, else new.
  static Tree base(const std::string& extra, const char* schema) {
    const Tree tree = extra_tree(extra);
    if (const Tree* raw = get(tree, "otio"); raw && std::holds_alternative<json::Object>(raw->value)) return *raw;
    return object({{"OTIO_SCHEMA", text(schema)}, {"metadata", object()}});
  }
  // What every item and composition has; those of others stay as they were.
  static void defaults(Tree& tree, const std::string& name, const std::string& extra) {
    if (get(extra_tree(extra), "otio")) return;
    if (!get(tree, "name")) set(tree, "name", text(name));
    for (const char* list_name : {"effects", "markers"})
      if (!get(tree, list_name)) set(tree, list_name, list());
    if (!get(tree, "source_range")) set(tree, "source_range", Tree{nullptr});
    if (!get(tree, "enabled")) set(tree, "enabled", Tree{true});
  }
  void note_ours(Tree& tree, Tree ours, const std::string& extra) const {
    if (!noted_) return;
    erase(ours, "otio");
    if (!get(extra_tree(extra), "otio")) set(ours, "native", Tree{true});
    if (!get(tree, "metadata") || empty(*get(tree, "metadata"))) set(tree, "metadata", object());
    set(*get(tree, "metadata"), "rushes", std::move(ours));
  }
  static const Tree* nth(const Tree* tree, const char* name, std::size_t i) {
    const auto* items = tree ? list_of(get(*tree, name)) : nullptr;
    return items && i < items->size() ? &(*items)[i] : nullptr;
  }

  Tree range_tree(Time start, Time duration, const Tree* before, Rate rate) const {
    Tree out = before && !empty(*before) ? *before : object({{"OTIO_SCHEMA", text("TimeRange.1")}});
    Tree d = time_tree(duration, get(out, "duration"), rate), s = time_tree(start, get(out, "start_time"), rate);
    set(out, "duration", std::move(d));
    set(out, "start_time", std::move(s));
    return out;
  }

  // Who a marker belongs to, with where its owner lies and what time of its own shows there.
  struct Owner {
    Tree* tree;
    Time at, origin;
    Speed speed;
  };

  void children_of_stack(Tree& stack, const Timeline& timeline, const Tree* json) {
    std::vector<Tree> tracks;
    tracks.reserve(timeline.tracks.size());
    std::map<std::string, std::vector<std::size_t>> marks;
    for (std::size_t i = 0; i < timeline.markers.size(); ++i)
      marks[text_of(get(extra_tree(timeline.markers[i].extra), "otio")
                        ? get(*get(extra_tree(timeline.markers[i].extra), "otio"), "of")
                        : nullptr)]
          .push_back(i);
    std::vector<char> put(timeline.markers.size());
    const auto lay = [&](const std::string& of, Tree& tree, Time at, Time origin, Speed speed) {
      std::vector<Tree> out;
      if (const auto found = marks.find(of); found != marks.end())
        for (const std::size_t m : found->second) {
          out.push_back(mark(timeline.markers[m], nth(json, "markers", m), at, origin, speed));
          put[m] = 1;
        }
      if (!out.empty()) set(tree, "markers", list(std::move(out)));
    };
    for (std::size_t t = 0; t < timeline.tracks.size(); ++t)
      tracks.push_back(track(timeline.tracks[t], nth(json, "tracks", t), lay));
    set(stack, "children", list(std::move(tracks)));
    std::vector<Tree> rest;
    for (std::size_t m = 0; m < timeline.markers.size(); ++m)
      if (!put[m]) rest.push_back(mark(timeline.markers[m], nth(json, "markers", m), {}, {}, {}));
    if (!rest.empty()) set(stack, "markers", list(std::move(rest)));
  }

  Tree mark(const Marker& m, const Tree* json, Time at, Time origin, Speed speed) const {
    const Tree extra = extra_tree(m.extra);
    const Tree* kept = get(extra, "otio", "marker");
    Tree out = kept ? *kept : object({{"OTIO_SCHEMA", text("Marker.2")}, {"metadata", object()}});
    const auto say = [&](const char* name, const std::string& value) {
      if (text_of(get(out, name)) != value || (!kept && !get(out, name))) set(out, name, text(value));
    };
    say("name", m.name);
    say("color", m.colour);
    if (kept || !m.comment.empty()) say("comment", m.comment);
    const Tree* before = get(out, "marked_range");
    Time start = m.range.start - at;
    if (speed.num > 0) start = {muldiv_round(start.ticks, speed.num, speed.den)};
    start += origin;
    // Where it stood: as the reader would have understood it.
    if (const auto was = before ? time_of(get(*before, "start_time")) : std::nullopt) {
      Time there = *was - origin;
      if (speed.num > 0) there = {muldiv_round(there.ticks, speed.den, speed.num)};
      if (std::max(Time{}, at + there) == m.range.start) start = *was;
    }
    Tree range = range_tree(start, m.range.duration(), before, p_.canvas.rate);
    set(out, "marked_range", std::move(range));
    if (noted_ && json) {
      Tree ours = *json;
      erase(ours, "otio");
      if (!kept) set(ours, "native", Tree{true});
      if (!get(out, "metadata") || empty(*get(out, "metadata"))) set(out, "metadata", object());
      set(*get(out, "metadata"), "rushes", std::move(ours));
    }
    return out;
  }

  template <class Lay>
  Tree track(const Track& track, const Tree* json, const Lay& lay) {
    const bool bare = get(extra_tree(track.extra), "otio_bare") != nullptr && track.items.size() == 1 &&
                      std::holds_alternative<Clip>(track.items[0]) && track.name.empty() && track.effects.empty() &&
                      track.enabled && !track.mute && !track.solo && !track.locked && track.blend.empty();
    std::vector<Tree> children;
    Time at;
    for (std::size_t i = 0; i < track.items.size(); ++i) {
      if (++written_ > most) return object();
      const Item& item = track.items[i];
      const Tree* mine = nth(json, "items", i);
      if (const auto* gap = std::get_if<Gap>(&item)) {
        const Tree extra = extra_tree(gap->extra);
        if (const Tree* whole = get(extra, "otio_as_it_was")) {
          children.push_back(*whole);
          continue;
        }
        if (get(extra, "made") && gap->duration == Time{}) continue;
        Tree out = base(gap->extra, "Gap.1");
        defaults(out, "", gap->extra);
        const Tree* before = get(out, "source_range");
        const Time start = before ? time_of(get(*before, "start_time")).value_or(Time{}) : Time{};
        Tree range = range_tree(start, gap->duration, before, p_.canvas.rate);
        if (!before || !empty(*before) || gap->duration != Time{}) set(out, "source_range", std::move(range));
        if (mine) note_ours(out, *mine, gap->extra);
        lay(track.id + "[" + std::to_string(i) + "]", out, at, start, Speed{});
        children.push_back(std::move(out));
      } else if (const auto* t = std::get_if<Transition>(&item)) {
        children.push_back(transition(*t, mine));
      } else {
        const Clip& c = std::get<Clip>(item);
        Time origin;
        Tree out = clip(c, track, mine, origin);
        lay(c.id, out, at, origin, c.speed);
        if (bare && noted_ && get(out, "metadata", "rushes"))
          set(*get(*get(out, "metadata"), "rushes"), "track", text(track.id));
        if (bare) return out;
        children.push_back(std::move(out));
      }
      at += duration(item);
    }
    Tree out = base(track.extra, "Track.1");
    defaults(out, track.name, track.extra);
    set(out, "name", text(track.name));
    const bool odd = !track.enabled && text_of(get(out, "kind")) != "Video" && text_of(get(out, "kind")) != "Audio" &&
                     get(out, "kind");
    if (!odd) {
      if (text_of(get(out, "kind"), "Video") != (track.kind == TrackKind::audio ? "Audio" : "Video") ||
          !get(extra_tree(track.extra), "otio"))
        set(out, "kind", text(track.kind == TrackKind::audio ? "Audio" : "Video"));
      if (get(out, "enabled") || !track.enabled) set(out, "enabled", Tree{track.enabled});
    }
    set(out, "children", list(std::move(children)));
    if (json) {
      Tree mine = *json;
      erase(mine, "items");
      note_ours(out, std::move(mine), track.extra);
      if (!track.effects.empty() || track.mute || track.solo || !track.blend.empty())
        note("track " + (track.name.empty() ? track.id : track.name),
             "its effects, blending, mute and solo are written into metadata that Rushes alone reads");
    }
    lay(track.id, out, {}, {}, Speed{});
    return out;
  }

  Tree transition(const Transition& t, const Tree* json) {
    Tree out = base(t.extra, "Transition.1");
    const bool dissolve = t.plugin == "org.rushes.dissolve";
    if (!get(out, "name")) set(out, "name", text(t.plugin.substr(t.plugin.rfind('.') + 1)));
    const std::string type = text_of(get(out, "transition_type"));
    if (type.empty() || (type == "SMPTE_Dissolve") != dissolve)
      if (type.empty() || !dissolve)
        set(out, "transition_type", text(dissolve ? "SMPTE_Dissolve" : "Custom_Transition"));
    Tree in = time_tree(t.in_offset, get(out, "in_offset"), p_.canvas.rate);
    Tree behind = time_tree(t.out_offset, get(out, "out_offset"), p_.canvas.rate);
    set(out, "in_offset", std::move(in));
    set(out, "out_offset", std::move(behind));
    if (json) note_ours(out, *json, t.extra);
    if (json && !dissolve)
      note("transition " + t.id,
           t.plugin + " is written into metadata that Rushes alone reads; others show what they have for it");
    return out;
  }

  Tree clip(const Clip& c, const Track& track, const Tree* json, Time& origin) {
    Tree out = base(c.extra, "Clip.2");
    const std::string was = schema(out);
    const bool nested = c.source.kind == SourceKind::timeline;
    if (nested != (was == "Stack" || was == "Track")) {
      Tree metadata = get(out, "metadata") ? *get(out, "metadata") : object();
      out = object({{"OTIO_SCHEMA", text(nested ? "Stack.1" : "Clip.2")}, {"metadata", std::move(metadata)}});
    }
    defaults(out, c.name, nested == (was == "Stack" || was == "Track") ? c.extra : std::string());
    set(out, "name", text(c.name));
    if (get(out, "enabled") || !c.enabled) set(out, "enabled", Tree{c.enabled});
    const Tree* reference = nested ? nullptr : active_reference(out);
    if (!nested && !((reference || get(out, "media_references") || get(out, "media_reference")) &&
                     shows(p_, c.source, reference))) {
      const bool first = schema(out) == "Clip" && get(out, "media_reference");
      if (first)
        set(out, "media_reference", reference_of(c.source));
      else {
        set(out, "media_references", object({{"DEFAULT_MEDIA", reference_of(c.source)}}));
        set(out, "active_media_reference_key", text("DEFAULT_MEDIA"));
      }
      reference = active_reference(out);
    }
    times(out, c, reference, track, origin);
    effects(out, c, json);
    if (nested) content(out, c, json);
    if (json) note_ours(out, *json, c.extra);
    if (json) {
      const std::string place = "clip " + (c.name.empty() ? c.id : c.name);
      if (!c.effects.empty()) note(place, "its effects are written into metadata that Rushes alone reads");
      if (!c.retime.empty()) note(place, "its changing speed is written into metadata that Rushes alone reads");
      if (c.source.kind == SourceKind::generator)
        note(place, "its generator " + c.source.id + " is known to Rushes alone");
    }
    return out;
  }

  void times(Tree& out, const Clip& c, const Tree* reference, const Track& track, Time& origin) const {
    const Tree extra = extra_tree(c.extra);
    Time offset;
    const Tree* available = reference ? get(*reference, "available_range") : nullptr;
    if (available && !empty(*available)) offset = time_of(get(*available, "start_time")).value_or(Time{});
    if (const Tree* told = get(extra, "otio_offset"))
      if (const auto* ticks = std::get_if<std::int64_t>(&told->value)) offset = {*ticks};
    const Tree* before = get(out, "source_range");
    Time start = c.source_range.start + offset;
    if (before && !empty(*before)) {
      // A beginning before the medium's was read as its beginning.
      const auto was = time_of(get(*before, "start_time"));
      if (was && std::max(Time{}, *was - offset) == c.source_range.start) start = *was;
    } else if (get(extra, "otio")) {
      // Absent, because all of the medium shows.
      const bool all = available && !empty(*available)
                           ? start == offset && time_of(get(*available, "duration")) == c.duration
                           : c.source_range.start == Time{} && c.duration == whole(c);
      origin = start;
      if (all) return;
    }
    origin = start;
    Rate rate = p_.canvas.rate;
    if (track.kind == TrackKind::audio && !units_of(start, rate)) rate = {p_.canvas.sample_rate, 1};
    Tree range = range_tree(start, c.duration, before, rate);
    set(out, "source_range", std::move(range));
  }

  Time whole(const Clip& c) const {
    if (c.source.kind == SourceKind::timeline) {
      const NestedTimeline* n = p_.find_timeline(c.source.id);
      return n ? duration(n->timeline) : Time{};
    }
    const Asset* a = c.source.kind == SourceKind::asset ? p_.find_asset(c.source.id) : nullptr;
    return a ? a->duration : Time{};
  }

  void effects(Tree& out, const Clip& c, const Tree* json) const {
    std::vector<Tree> all;
    if (const auto* before = list_of(get(out, "effects"))) all = *before;
    std::erase_if(all, [](const Tree& e) { return get(e, "metadata", "rushes") != nullptr; });
    if (speed_of(time_scalar(out)) != c.speed) {
      std::erase_if(all, is_time_effect);
      const double scalar = static_cast<double>(c.speed.num) / static_cast<double>(c.speed.den);
      const bool freeze = c.speed.num == 0;
      if (scalar != 1)
        all.insert(all.begin(), object({{"OTIO_SCHEMA", text(freeze ? "FreezeFrame.1" : "LinearTimeWarp.1")},
                                        {"metadata", object()},
                                        {"name", text("")},
                                        {"effect_name", text(freeze ? "FreezeFrame" : "LinearTimeWarp")},
                                        {"time_scalar", number(scalar)}}));
    }
    if (json)
      for (const Effect& e : c.effects)
        all.push_back(object({{"OTIO_SCHEMA", text("Effect.1")},
                              {"metadata", object({{"rushes", object({{"id", text(e.id)}})}})},
                              {"name", text(e.plugin)},
                              {"effect_name", text(e.plugin)}}));
    if (!all.empty() || get(out, "effects")) set(out, "effects", list(std::move(all)));
  }

  void content(Tree& out, const Clip& c, const Tree*) {
    const NestedTimeline* n = p_.find_timeline(c.source.id);
    if (!n) return;
    const Tree* json = nullptr;
    Tree parsed;
    if (noted_) {
      Project alone;
      alone.canvas = p_.canvas;
      alone.timeline = n->timeline;
      if (auto again = json::parse(to_json(alone))) parsed = *std::move(again), json = get(parsed, "timeline");
    }
    Tree inner = object();
    children_of_stack(inner, n->timeline, json);
    const auto* tracks = list_of(get(inner, "children"));
    if (schema(out) == "Track") {
      if (tracks->size() == 1 && get((*tracks)[0], "children")) {
        set(out, "children", *get((*tracks)[0], "children"));
        if (!get(out, "kind")) set(out, "kind", text("Video"));
        return;
      }
      set(out, "OTIO_SCHEMA", text("Stack.1"));
      erase(out, "kind");
    }
    set(out, "children", list(*tracks));
  }

  Tree reference_of(const Source& source) {
    if (source.kind == SourceKind::generator)
      return object({{"OTIO_SCHEMA", text("GeneratorReference.1")},
                     {"metadata", object()},
                     {"name", text("")},
                     {"available_range", Tree{nullptr}},
                     {"generator_kind", text(source.id)},
                     {"parameters", object()}});
    std::string id = source.id;
    if (source.kind == SourceKind::scene) {
      const Scene* scene = p_.find_scene(source.id);
      id = scene ? scene->asset : "";
    }
    const Asset* a = p_.find_asset(id);
    if (!a || otio::url_of(*a).empty())
      return object({{"OTIO_SCHEMA", text("MissingReference.1")},
                     {"metadata", object()},
                     {"name", text("")},
                     {"available_range", Tree{nullptr}}});
    const std::string url = otio::url_of(*a);
    Tree range{nullptr};
    if (a->duration.ticks > 0) range = range_tree({}, a->duration, nullptr, a->rate);
    return object({{"OTIO_SCHEMA", text("ExternalReference.1")},
                   {"metadata", object()},
                   {"name", text(a->name)},
                   {"available_range", std::move(range)},
                   {"target_url", text(url.starts_with('/') ? file_url(url) : url)}});
  }

  const Project& p_;
  bool noted_;
  std::int64_t written_ = 0;
  std::vector<Notice> notices_;
};

// What the project's assets say of their files, for reading back what was written.
FindMedia assets_of(const Project& project) {
  return [&project](const std::string& reference) -> std::optional<Media> {
    for (const Asset& a : project.assets) {
      if (otio::url_of(a) != reference) continue;
      Media m;
      m.uri = a.uri, m.width = a.width, m.height = a.height, m.rate = a.rate, m.duration = a.duration;
      m.still = a.kind == AssetKind::image, m.picture = a.kind != AssetKind::audio;
      return m;
    }
    return {};
  };
}

}  // namespace

Result<Written> write_otio(const Project& project) {
  if (auto valid = validate(project); !valid) return std::move(valid).error();
  // A document of others that nothing was done to is written as it was, without a word of ours in it.
  auto plain = Writer(project, false).run();
  if (!plain) return plain;
  ReadOptions options;
  options.find = assets_of(project);
  options.title = project.title;
  if (const auto again = read_otio(plain->text, options); again && again->project == project) return plain;
  return Writer(project, true).run();
}

}  // namespace rushes::interchange
