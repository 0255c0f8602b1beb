#include "core/graph/compile.hpp"

#include "core/graph/compiler.hpp"

namespace rushes {

Compiler::Compiler(const Project& project, const CompileOptions& options) : project(project), options(options) {
  graph.canvas = project.canvas;
}

int Compiler::media_of(const Asset& asset) {
  const auto known = media_.find(asset.id);
  if (known != media_.end()) return known->second;
  const std::string uri = options.resolve ? options.resolve(asset.uri) : asset.uri;
  const int index = uri.empty() ? -1 : static_cast<int>(graph.media.size());
  if (index >= 0) graph.media.push_back({uri, asset.name.empty() ? asset.id : asset.name, asset.content_hash});
  media_.emplace(asset.id, index);
  return index;
}

Compiler::Picture Compiler::picture_of(const Source& source) {
  std::string id = source.id;
  if (source.kind == SourceKind::scene) {
    const Scene* scene = project.find_scene(source.id);
    if (!scene) return {-1, "there is no scene \"" + source.id + "\" in the storyboard"};
    if (scene->asset.empty()) {
      const std::string why = scene->status == SceneStatus::failed && !scene->error.empty() ? ": " + scene->error : "";
      return {-1, "scene \"" + (scene->title.empty() ? scene->id : scene->title) + "\" has not been made" + why};
    }
    id = scene->asset;
  }
  const Asset* asset = project.find_asset(id);
  if (!asset) return {-1, "there is no asset \"" + id + "\" in the project"};
  const int media = media_of(*asset);
  if (media < 0)
    return {-1, "the file of asset \"" + (asset->name.empty() ? asset->id : asset->name) + "\" (" + asset->uri +
                    ") is not there"};
  return {media, {}};
}

const rushes_plugin_info* Compiler::plugin(const std::string& id, std::string* why) {
  auto it = plugins_.find(id);
  if (it == plugins_.end()) {
    if (options.plugins) {
      it = plugins_.emplace(id, options.plugins->find(id)).first;
    } else {
      it = plugins_.emplace(id, Error{Errc::not_found, "there is no plugin " + id}).first;
    }
  }
  if (it->second) return it->second->info;
  *why = it->second.error().message;
  return nullptr;
}

// Asset parameters name assets of the project; the evaluator needs their files.
void Compiler::note_resources(const rushes_plugin_info& info, const Params& params) {
  for (std::uint32_t i = 0; i < info.n_params; ++i) {
    if (info.params[i]->type != RUSHES_P_ASSET) continue;
    const auto p = params.find(info.params[i]->id);
    if (p == params.end()) continue;
    std::vector<std::string> ids{p->second.value.text};
    for (const Keyframe& k : p->second.keys) ids.push_back(k.value.text);
    for (const std::string& id : ids) {
      const Asset* asset = id.empty() ? nullptr : project.find_asset(id);
      if (!asset) continue;
      graph.resources[id] = {options.resolve ? options.resolve(asset->uri) : asset->uri, asset->name,
                             asset->content_hash};
    }
  }
}

std::string Compiler::label(const Clip& clip) const {
  std::string name = clip.name;
  if (name.empty() && clip.source.kind == SourceKind::asset) {
    if (const Asset* asset = project.find_asset(clip.source.id)) name = asset->name;
  }
  return name.empty() ? "clip " + clip.id : "clip \"" + name + "\" (" + clip.id + ")";
}

std::string Compiler::label(const Track& track) const {
  return track.name.empty() ? "track " + track.id : "track \"" + track.name + "\" (" + track.id + ")";
}

Result<Graph> compile(const Project& project, const CompileOptions& options) {
  Compiler compiler(project, options);
  compiler.graph.length = frames_in(duration(project.timeline), project.canvas.rate);
  compile_video(compiler);
  compile_audio(compiler);
  if (auto ok = validate(compiler.graph); !ok) return std::move(ok).error().in("compile");
  return std::move(compiler.graph);
}

}  // namespace rushes
