// OpenTimelineIO's JSON -> Project.
#include "core/interchange/building.hpp"
#include "core/interchange/otio.hpp"
#include "core/interchange/urls.hpp"
#include "core/project/json_writer.hpp"
#include "core/project/read_timeline.hpp"

#include <algorithm>
#include <cmath>

namespace rushes::interchange {

namespace {

using namespace otio;

struct Span {
  Time start, duration;
};

class Reader {
 public:
  explicit Reader(const ReadOptions& options) : b_(options) {}

  Result<Read> run(const Tree& root) {
    const Tree timeline = timeline_of(root);
    if (error_) return std::move(*error_);
    const Tree* ours = get(timeline, "metadata", "rushes");
    if (ours) adopt(*ours);
    if (const std::string name = text_of(get(timeline, "name")); !name.empty() || !ours) {
      if (!name.empty()) b_.project.title = name;
    } else {
      b_.project.title.clear();
    }
    keep(b_.project.extra, raw_of(timeline, {"name", "tracks"}), ours);
    if (const Tree* stack = get(timeline, "tracks")) {
      stack_of(*stack, b_.project.timeline);
      const Tree* mine = get(*stack, "metadata", "rushes");
      if (mine)
        if (auto donor = timeline_from(noted(*mine))) {
          b_.project.timeline.master = donor->master;
          b_.project.timeline.extra = donor->extra;
        }
      keep(b_.project.timeline.extra, raw_of(*stack, {"children", "markers"}), mine);
      if (const Tree* range = get(*stack, "source_range"); range && !empty(*range))
        b_.note("timeline", "the range that the stack of tracks is cut to is kept, but all of it is shown");
      if (const auto* effects = list_of(get(*stack, "effects")); effects && !effects->empty())
        b_.note("timeline", "effects on the stack of tracks are kept, but not shown");
    }
    if (error_) return std::move(*error_);
    if (!ours) {
      const double rate = frame_rate_.value_or(
          number_of(get(timeline, "global_start_time") ? get(*get(timeline, "global_start_time"), "rate") : nullptr)
              .value_or(0));
      const auto exact = rate_from(rate);
      const bool known = exact && exact->num >= exact->den && exact->num / exact->den <= 240;
      if (known) b_.project.canvas.rate = *exact;
      b_.canvas_from_media(true, !known);
    }
    order_timelines();
    return b_.finish();
  }

 private:
  void fail(const std::string& place, const std::string& what) {
    if (!error_) error_ = json::readable({Errc::invalid, place + ": " + what});
  }

  // Whatever the file holds, as a Timeline.
  Tree timeline_of(const Tree& root) {
    const std::string kind = schema(root);
    if (kind == "Timeline") return root;
    if (kind == "SerializableCollection") {
      const auto* children = list_of(get(root, "children"));
      for (std::size_t i = 0; children && i < children->size(); ++i) {
        if (schema((*children)[i]) != "Timeline") continue;
        if (children->size() > 1)
          b_.note("collection", "its first timeline is read; the other " + std::to_string(children->size() - 1) +
                                    " things in it are not");
        return (*children)[i];
      }
      fail("the collection", "holds no timeline");
      return object();
    }
    Tree stack = root;
    if (kind != "Stack") {
      if (kind != "Track" && kind != "Clip") {
        fail("the file", kind.empty() ? "has no OTIO_SCHEMA, so it is no OpenTimelineIO file"
                                      : "holds a " + kind + ", which is no timeline");
        return object();
      }
      const bool track = kind == "Track";
      Tree wrapped = track ? root
                           : object({{"OTIO_SCHEMA", text("Track.1")},
                                     {"metadata", object()},
                                     {"name", text("")},
                                     {"children", list({root})},
                                     {"kind", text("Video")}});
      stack = object({{"OTIO_SCHEMA", text("Stack.1")},
                      {"metadata", object()},
                      {"name", text("tracks")},
                      {"children", list({wrapped})}});
    }
    return object({{"OTIO_SCHEMA", text("Timeline.1")},
                   {"metadata", object()},
                   {"name", text(text_of(get(root, "name")))},
                   {"global_start_time", Tree{nullptr}},
                   {"tracks", std::move(stack)}});
  }

  // Settings, assets and storyboard of a project that Rushes wrote.
  void adopt(const Tree& ours) {
    auto base = project_from_json(json::compact(noted(ours)));
    if (!base)
      return b_.note("timeline", "what Rushes had noted in its metadata cannot be read: " + base.error().message);
    donors_ = base->timelines;
    b_.adopt(*std::move(base));
  }

  // A document's timeline object, parsed without its context.
  static Tree noted(Tree ours) {
    erase(ours, "native");
    erase(ours, "track");
    return ours;
  }
  std::optional<Timeline> timeline_from(const Tree& tree) {
    auto read = timeline_from_json(json::compact(tree));
    if (read) return *std::move(read);
    b_.note("metadata", "what Rushes had noted there cannot be read: " + read.error().message);
    return {};
  }
  template <class T>
  std::optional<T> donor(const Tree& item) {
    const Tree* ours = get(item, "metadata", "rushes");
    if (!ours) return {};
    auto read = timeline_from(object({{"tracks", list({object({{"items", list({noted(*ours)})}})})}}));
    if (!read || read->tracks.size() != 1 || read->tracks[0].items.size() != 1) return {};
    const T* it = std::get_if<T>(&read->tracks[0].items[0]);
    return it ? std::optional(*it) : std::nullopt;
  }

  static Tree raw_of(const Tree& from, std::initializer_list<const char*> without) {
    Tree raw = from;
    for (const std::string_view name : without)
      if (Tree* there = get(raw, name); there && name == "markers")
        *there = list();  // written back where it was, if only as an empty list
      else
        erase(raw, name);
    if (Tree* metadata = get(raw, "metadata")) erase(*metadata, "rushes");
    return raw;
  }
  // An object that Rushes wrote needs nothing kept, unless others have put something into its metadata since.
  static void keep(std::string& extra, Tree raw, const Tree* ours) {
    const Tree* metadata = get(raw, "metadata");
    if (ours && truth_of(get(*ours, "native"), false) && (!metadata || empty(*metadata))) return;
    Tree tree = extra_tree(extra);
    set(tree, "otio", std::move(raw));
    extra = extra_text(tree);
  }

  std::string id(const std::string& wanted, const char* prefix) {
    if (!wanted.empty() && scope_.insert(wanted).second) {
      b_.taken(wanted);
      return wanted;
    }
    std::string made = b_.next(prefix);
    scope_.insert(made);
    return made;
  }

  std::optional<Span> span(const Tree* range, const std::string& place) {
    if (!range || empty(*range)) return {};
    const auto start = time_of(get(*range, "start_time")), duration = time_of(get(*range, "duration"));
    if (!start || !duration) {
      fail(place, "its range has no readable start and duration within 1000000000 seconds");
      return {};
    }
    if (duration->ticks < 0) fail(place, "its range has a negative duration");
    return Span{*start, *duration};
  }

  void stack_of(const Tree& stack, Timeline& timeline) {
    marks(stack, "", {}, Speed{}, {}, timeline);
    const auto* children = list_of(get(stack, "children"));
    for (std::size_t i = 0; children && i < children->size() && !error_; ++i) {
      const Tree& child = (*children)[i];
      const Tree* range = get(child, "source_range");
      if (schema(child) == "Track" && (!range || empty(*range))) {
        timeline.tracks.push_back(track_of(child, timeline));
        continue;
      }
      // A clip, a stack, or a track that is cut to a range: an item alone on a track of its own.
      Track track;
      const Tree* mine = get(child, "metadata", "rushes");
      track.id = id(mine ? text_of(get(*mine, "track")) : "", "t");
      track.kind = text_of(get(child, "kind")) == "Audio" ? TrackKind::audio : TrackKind::video;
      track.extra = extra_text(object({{"otio_bare", Tree{true}}}));
      item(child, track, timeline);
      timeline.tracks.push_back(std::move(track));
    }
  }

  Track track_of(const Tree& tree, Timeline& timeline) {
    Track track;
    const Tree* ours = get(tree, "metadata", "rushes");
    if (ours)
      if (auto read = timeline_from(object({{"tracks", list({noted(*ours)})}})); read && read->tracks.size() == 1)
        track = read->tracks[0];
    track.id = id(track.id, "t");
    track.name = text_of(get(tree, "name"));
    const std::string kind = text_of(get(tree, "kind"), "Video");
    track.kind = kind == "Audio" ? TrackKind::audio : TrackKind::video;
    track.enabled = truth_of(get(tree, "enabled"), true);
    if (kind != "Audio" && kind != "Video" && !kind.empty()) {
      track.enabled = false;
      b_.note("track " + track.name,
              "is of the kind " + kind + ", which is neither Video nor Audio; it is kept and not shown");
    }
    keep(track.extra, raw_of(tree, {"name", "children", "markers"}), ours);
    foreign_effects(tree, "track " + track.name);
    marks(tree, track.id, {}, Speed{}, {}, timeline);
    children_of(tree, track, timeline);
    return track;
  }

  void children_of(const Tree& tree, Track& track, Timeline& timeline) {
    const auto* children = list_of(get(tree, "children"));
    for (std::size_t i = 0; children && i < children->size() && !error_; ++i) item((*children)[i], track, timeline);
  }

  void item(const Tree& tree, Track& track, Timeline& timeline) {
    const std::string kind = schema(tree);
    const std::string place = kind + " " + text_of(get(tree, "name"));
    if (kind == "Transition") return transition(tree, track);
    const Time at = duration(track);
    const std::string owner = track.id + "[" + std::to_string(track.items.size()) + "]";
    if (kind == "Gap") {
      const auto range = span(get(tree, "source_range"), place);
      Gap gap = donor<Gap>(tree).value_or(Gap{});
      gap.duration = range ? range->duration : Time{};
      keep(gap.extra, raw_of(tree, {"markers"}), get(tree, "metadata", "rushes"));
      marks(tree, owner, at, Speed{}, range ? range->start : Time{}, timeline);
      track.items.emplace_back(std::move(gap));
      return;
    }
    std::optional<Clip> made;
    Time origin;
    if (kind == "Clip")
      made = clip_of(tree, place, track.kind, origin);
    else if (kind == "Stack" || kind == "Track")
      made = nested(tree, place, origin);
    else
      b_.note(place, "is of an unknown kind (" + text_of(get(tree, "OTIO_SCHEMA")) + "); it is kept and not shown");
    if (error_) return;
    if (!made || made->duration.ticks <= 0) {
      if (made) b_.note(place, "has no length; it is kept and not shown");
      track.items.emplace_back(Gap{{}, extra_text(object({{"otio_as_it_was", tree}}))});
      return;
    }
    marks(tree, made->id, at, made->speed, origin, timeline);
    frame_rate(tree, track.kind);
    track.items.emplace_back(*std::move(made));
  }

  void frame_rate(const Tree& tree, TrackKind kind) {
    const Tree* range = get(tree, "source_range");
    const auto rate = range ? rate_of(get(*range, "duration")) : std::nullopt;
    if (kind == TrackKind::video && rate && *rate >= 1 && *rate <= 240 && !frame_rate_) frame_rate_ = rate;
  }

  void transition(const Tree& tree, Track& track) {
    const std::string type = text_of(get(tree, "transition_type"));
    const std::string place = "transition " + text_of(get(tree, "name"));
    Transition t = donor<Transition>(tree).value_or(Transition{});
    t.id = id(t.id, "x");
    const bool dissolve = type == "SMPTE_Dissolve";
    if (t.plugin.empty() || dissolve) t.plugin = "org.rushes.dissolve";
    if (!get(tree, "metadata", "rushes") && !dissolve)
      b_.note(place, "is of the kind " + type + "; a dissolve is shown in its place");
    const auto in = time_of(get(tree, "in_offset")), out = time_of(get(tree, "out_offset"));
    if (!in || !out || in->ticks < 0 || out->ticks < 0) return fail(place, "its offsets are negative or no times");
    t.in_offset = *in, t.out_offset = *out;
    keep(t.extra, raw_of(tree, {}), get(tree, "metadata", "rushes"));
    track.items.emplace_back(std::move(t));
  }

  void foreign_effects(const Tree& tree, const std::string& place) {
    const auto* effects = list_of(get(tree, "effects"));
    for (std::size_t i = 0; effects && i < effects->size(); ++i) {
      const Tree& effect = (*effects)[i];
      if (is_time_effect(effect) || get(effect, "metadata", "rushes")) continue;
      std::string name = text_of(get(effect, "name"));
      if (name.empty()) name = text_of(get(effect, "effect_name"), schema(effect));
      b_.note(place, "the effect " + name + " is kept, but not shown");
    }
  }

  // Ours that are still listed, in the order in which they are.
  static void our_effects(const Tree& tree, std::vector<Effect>& effects) {
    std::vector<Effect> out;
    const auto* list = list_of(get(tree, "effects"));
    for (std::size_t i = 0; list && i < list->size(); ++i) {
      const Tree* ours = get((*list)[i], "metadata", "rushes");
      const auto it = std::ranges::find(effects, ours ? text_of(get(*ours, "id")) : std::string(), &Effect::id);
      if (ours && it != effects.end()) out.push_back(*it);
    }
    effects = std::move(out);
  }

  std::optional<Clip> clip_of(const Tree& tree, const std::string& place, TrackKind kind, Time& origin) {
    const Tree* reference = active_reference(tree);
    const auto available = reference ? span(get(*reference, "available_range"), place) : std::nullopt;
    auto range = span(get(tree, "source_range"), place);
    if (error_) return {};
    auto ours = donor<Clip>(tree);
    Clip c;
    Source source;
    if (ours && shows(b_.project, ours->source, reference))
      source = ours->source;
    else
      source = source_of(tree, reference, available, kind, place);
    const Media& media = b_.media(source.id);
    if (!range) range = available;
    if (!range && media.duration.ticks > 0) range = Span{{}, media.duration};
    if (!range) {
      b_.note(place, "says neither which part it shows nor how long its medium is");
      range = Span{};
    }
    Time offset = available ? available->start : Time{};
    if (!available && media.timecode && *media.timecode <= range->start) offset = *media.timecode;
    if (reference && schema(*reference) == "ImageSequenceReference" && media.first_number) {
      const double ahead =
          number_of(get(*reference, "start_frame")).value_or(1) - static_cast<double>(*media.first_number);
      const auto rate = rate_from(number_of(get(*reference, "rate")).value_or(24));
      if (const auto shift = rate ? time_from(ahead, *rate) : std::nullopt) offset -= *shift;
    }
    const double scalar = time_scalar(tree);
    const bool told = offset == (available ? available->start : Time{});
    c = b_.clip(text_of(get(tree, "name")), std::move(source), range->start - offset, range->duration,
                speed_of(scalar));
    origin = range->start;
    Clip done = finished(tree, std::move(c), std::move(ours), scalar, place);
    Tree extra = extra_tree(done.extra);
    erase(extra, "otio_offset");
    if (!told) set(extra, "otio_offset", Tree{offset.ticks});
    done.extra = extra_text(extra);
    return done;
  }

  // What the document and our notes in it say together: where they differ, someone has changed the document since.
  Clip finished(const Tree& tree, Clip c, std::optional<Clip> ours, double scalar, const std::string& place) {
    c.enabled = truth_of(get(tree, "enabled"), true);
    if (ours) {
      our_effects(tree, ours->effects);
      const double speed = static_cast<double>(ours->speed.num) / static_cast<double>(ours->speed.den);
      ours->name = c.name, ours->enabled = c.enabled, ours->source = c.source;
      const bool same =
          ours->duration == c.duration && ours->source_range.start == c.source_range.start && speed == scalar;
      if (!same) {
        if (ours->retime.empty()) ours->source_range = c.source_range, ours->speed = c.speed;
        ours->duration = c.duration;
      }
      c = *std::move(ours);
    }
    c.id = id(c.id, "c");
    for (Effect& e : c.effects) e.id = id(e.id, "e");
    keep(c.extra, raw_of(tree, {"name", "children", "markers"}), get(tree, "metadata", "rushes"));
    foreign_effects(tree, place);
    return c;
  }

  Source source_of(const Tree& clip, const Tree* reference, const std::optional<Span>& available, TrackKind kind,
                   const std::string& place) {
    Reference r;
    r.name = text_of(get(clip, "name"));
    r.picture = kind == TrackKind::video;
    const std::string what = reference && !empty(*reference) ? schema(*reference) : "MissingReference";
    if (what == "GeneratorReference") {
      const std::string generator = text_of(get(*reference, "generator_kind"));
      if (generator.starts_with("org.") || generator.starts_with("com."))
        return {SourceKind::generator, generator, {}, {}};
      b_.note(place, "its generator " + generator + " is not known here");
    } else if (what == "ExternalReference" || what == "ImageSequenceReference") {
      r.url = otio::url_of(*reference);
      if (const std::string name = text_of(get(*reference, "name")); !name.empty())
        r.name = name;
      else if (!r.url.empty())
        r.name = file_name(path_of(r.url));
      if (available) r.duration = available->duration;
      const Tree* range = get(*reference, "available_range");
      auto rate = range ? rate_of(get(*range, "duration")) : std::nullopt;
      if (what == "ImageSequenceReference") rate = number_of(get(*reference, "rate"));
      if (rate) r.rate = rate_from(*rate).value_or(Rate{0, 1});
      if (number_of(get(*reference, "frame_step")).value_or(1) != 1)
        b_.note(place, "its sequence shows only every so many files; all that are there are shown");
      // Of a file that only sound was taken of so far, the picture may be wanted too.
      if (looks_like(r.url) != Looks::sound) r.picture = true;
    } else if (what != "MissingReference") {
      b_.note(place, "its medium is of an unknown kind (" + what + ")");
    }
    return {SourceKind::asset, b_.asset(r), {}, {}};
  }

  std::optional<Clip> nested(const Tree& tree, const std::string& place, Time& origin) {
    auto ours = donor<Clip>(tree);
    std::string name = ours && ours->source.kind == SourceKind::timeline ? ours->source.id : std::string();
    const bool known = !name.empty() && b_.project.find_timeline(name);
    if (!known) {
      NestedTimeline inner;
      if (const auto it = std::ranges::find(donors_, name, &NestedTimeline::id); it != donors_.end()) inner = *it;
      inner.timeline.tracks.clear(), inner.timeline.markers.clear();
      inner.id = name.empty() ? b_.next("n") : name;
      if (name.empty()) inner.name = text_of(get(tree, "name"));
      name = inner.id;
      std::unordered_set<std::string> outer;
      std::swap(outer, scope_);
      if (schema(tree) == "Track") {
        Track track;
        track.id = id("", "t");
        track.name = text_of(get(tree, "name"));
        track.kind = text_of(get(tree, "kind")) == "Audio" ? TrackKind::audio : TrackKind::video;
        children_of(tree, track, inner.timeline);
        inner.timeline.tracks.push_back(std::move(track));
      } else {
        Tree children = tree;
        erase(children, "markers");  // they lie beside the clip
        stack_of(children, inner.timeline);
        if (ours && ours->source.kind == SourceKind::timeline) inner_markers(inner);
      }
      std::swap(outer, scope_);
      if (error_) return {};
      b_.project.timelines.push_back(std::move(inner));
    }
    auto range = span(get(tree, "source_range"), place);
    const Time whole = duration(b_.project.find_timeline(name)->timeline);
    if (!range) range = Span{{}, whole};
    origin = range->start;
    const double scalar = time_scalar(tree);
    Source source{SourceKind::timeline, name, {}, {}};
    if (ours && ours->source.kind == SourceKind::timeline) source = ours->source;
    Clip c = b_.clip(text_of(get(tree, "name")), std::move(source), range->start, range->duration, speed_of(scalar));
    return finished(tree, std::move(c), std::move(ours), scalar, place);
  }

  // Markers inside of a nested timeline of ours stand in our notes alone: OTIO has them on the item.
  void inner_markers(NestedTimeline& inner) {
    const auto it = std::ranges::find(donors_, inner.id, &NestedTimeline::id);
    if (it == donors_.end()) return;
    std::vector<Marker> all = it->timeline.markers;
    inner.timeline.markers = std::move(all);
  }

  // `origin`: the moment of the owner's own time that shows at `at`.
  void marks(const Tree& tree, const std::string& owner, Time at, Speed speed, Time origin, Timeline& timeline) {
    const auto* list = list_of(get(tree, "markers"));
    for (std::size_t i = 0; list && i < list->size(); ++i) {
      const Tree& mark = (*list)[i];
      const Tree* range = get(mark, "marked_range");
      const auto start = range ? time_of(get(*range, "start_time")) : std::nullopt;
      const auto length = range ? time_of(get(*range, "duration")) : std::nullopt;
      Marker m;
      const Tree* ours = get(mark, "metadata", "rushes");
      if (ours)
        if (auto read = timeline_from(object({{"markers", interchange::list({noted(*ours)})}}));
            read && read->markers.size() == 1)
          m = read->markers[0];
      m.id = id(m.id, "m");
      m.name = text_of(get(mark, "name"));
      m.colour = text_of(get(mark, "color"));
      m.comment = text_of(get(mark, "comment"));
      Time from = start.value_or(origin) - origin;
      if (speed.num > 0) from = {muldiv_round(from.ticks, speed.den, speed.num)};
      from = std::clamp(at + from, Time{}, Time{longest / 2});
      m.range = {from, from + std::clamp(length.value_or(Time{}), Time{}, Time{longest / 4})};
      if (!owner.empty() || !ours || !truth_of(get(*ours, "native"), false)) {
        Tree kept = object({{"marker", raw_of(mark, {})}});
        if (!owner.empty()) set(kept, "of", text(owner));
        Tree extra = extra_tree(m.extra);
        set(extra, "otio", std::move(kept));
        m.extra = extra_text(extra);
      }
      timeline.markers.push_back(std::move(m));
    }
  }

  // As they stood in our project; those that nothing in the document shows come back too.
  void order_timelines() {
    auto& list = b_.project.timelines;
    std::vector<NestedTimeline> ordered;
    for (const NestedTimeline& donor : donors_) {
      const auto it = std::ranges::find(list, donor.id, &NestedTimeline::id);
      ordered.push_back(it == list.end() ? donor : *it);
    }
    for (NestedTimeline& n : list)
      if (std::ranges::find(ordered, n.id, &NestedTimeline::id) == ordered.end()) ordered.push_back(std::move(n));
    list = std::move(ordered);
  }

  Building b_;
  std::optional<Error> error_;
  std::optional<double> frame_rate_;
  std::vector<NestedTimeline> donors_;
  std::unordered_set<std::string> scope_;  // ids of the timeline that is being read
};

}  // namespace

Result<Read> read_otio(std::string_view text, const ReadOptions& options) {
  auto tree = json::parse(text);
  if (!tree) return std::move(tree).error();
  return Reader(options).run(*tree);
}

}  // namespace rushes::interchange
