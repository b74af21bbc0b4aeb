# shellcheck shell=bash
# What scripts/storyboard.sh, scripts/gallery.sh and scripts/contact_sheet.sh share: visits of the robot that leave
# pictures in out/pictures/.
# To be sourced after scripts/lib.sh, from the repository root.

readonly PICTURES=out/pictures

# prepare_pictures: what is needed to build, to play and to lay out.
prepare_pictures() {
    install_missing "${PACKAGES_BUILD[@]}" "${PACKAGES_WINDOW[@]}" "${PACKAGES_NO_DISPLAY[@]}"
    python3 -c 'import PIL' 2>/dev/null || install_missing "${PACKAGES_PICTURES[@]}"
    check_rust
    use_target_folder
    cargo build --locked --bin etabli
}

# film KIT NAME WIDTHxHEIGHT ARGUMENTS…: a visit of a kit in a window of this size, pictures in out/pictures/NAME/.
film() {
    local kit=$1 folder=$PICTURES/$2 size=$3
    shift 3
    rm -rf -- "$folder" "$folder.data"
    mkdir -p "$folder" "$folder.data"
    say "Une visite en $size, quelques minutes : $folder" "A visit is played, a few minutes."
    # The kiosk's own data goes beside, and the virtual screen is as large as the window.
    XDG_DATA_HOME="$PWD/$folder.data" XDG_STATE_HOME="$PWD/$folder.data" XVFB_SIZE="$size" \
        with_xvfb "$ETABLI_BIN" play --robot --kit "$kit" --visits 1 --seed 1 --speed 0 --exit \
        --size "$size" --screenshots "$folder" "$@"
}
