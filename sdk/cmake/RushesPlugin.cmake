# rushes_add_plugin(NAME files... [LINK libraries...] [RESOURCES files...] [NETWORK hosts...] [SECRETS names...])
#
# Builds the bundle NAME.rushes: manifest.json, lib/linux-x86_64/NAME.so and resources/. The library exports exactly one
# symbol, rushes_entry_1. Hidden visibility alone is not enough with g++ ("unique" symbols would keep a library mapped after
# dlclose and let two plugins share their statics), so a version script and -fno-gnu-unique see to it.
# The bundle is put into RUSHES_PLUGIN_DIR when that is set, else into the current binary folder.
function(rushes_add_plugin name)
  cmake_parse_arguments(arg "" "" "LINK;RESOURCES;NETWORK;SECRETS" ${ARGN})
  if(NOT arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "rushes_add_plugin(${name}): no source files")
  endif()
  set(root ${RUSHES_PLUGIN_DIR})
  if(NOT root)
    set(root ${CMAKE_CURRENT_BINARY_DIR})
  endif()
  set(bundle ${root}/${name}.rushes)
  set(place lib/linux-${CMAKE_SYSTEM_PROCESSOR})

  add_library(${name} MODULE ${arg_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE rushes::sdk ${arg_LINK})
  set_target_properties(${name} PROPERTIES PREFIX "" OUTPUT_NAME ${name} LIBRARY_OUTPUT_DIRECTORY ${bundle}/${place}
    C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    LINK_DEPENDS ${RUSHES_SDK_CMAKE_DIR}/plugin.map RUSHES_BUNDLE ${bundle})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${name} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fno-gnu-unique>)
  endif()
  target_link_options(${name} PRIVATE LINKER:--version-script=${RUSHES_SDK_CMAKE_DIR}/plugin.map LINKER:--exclude-libs,ALL)
  if(NOT RUSHES_SANITIZE)
    target_link_options(${name} PRIVATE LINKER:-z,defs)
  endif()

  set_property(GLOBAL APPEND PROPERTY RUSHES_BUNDLE_TARGETS ${name})

  set(extra)
  foreach(host ${arg_NETWORK})
    list(APPEND extra --network ${host})
  endforeach()
  foreach(secret ${arg_SECRETS})
    list(APPEND extra --secret ${secret})
  endforeach()
  set(copies)
  foreach(file ${arg_RESOURCES})
    get_filename_component(file ${file} ABSOLUTE)
    get_filename_component(file_name ${file} NAME)
    list(APPEND copies COMMAND ${CMAKE_COMMAND} -E copy_if_different ${file} ${bundle}/resources/${file_name})
  endforeach()
  if(copies)
    list(PREPEND copies COMMAND ${CMAKE_COMMAND} -E make_directory ${bundle}/resources)
  endif()
  add_custom_command(TARGET ${name} POST_BUILD ${copies}
    COMMAND rushes::manifest --bundle ${bundle} --library ${place}/${name}.so ${extra} VERBATIM)
  add_dependencies(${name} rushes::manifest)
endfunction()
