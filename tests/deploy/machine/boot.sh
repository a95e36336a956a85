#!/bin/sh
# Boots a real systemd as the first process of namespaces of its own, over the files of a system: what it changes lies in
# memory and is gone with it. boot.sh FOLDER CHECKOUT PYTHON SYSTEM: FOLDER is where things are mounted, and nothing is
# left in it; PYTHON is the folder of the Python that the checkout's .venv stands on; SYSTEM is / or another system's root.
set -e
umask 022
root=$1/root
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$1"
mkdir "$1/upper" "$1/work" "$root"
mount -t overlay -o "lowerdir=$4,upperdir=$1/upper,workdir=$1/work" overlay "$root"

# Of the system's own services none is started; what the kiosk's units ask for is.
find "$root/etc/systemd/system" "$root/usr/lib/systemd/system" -mindepth 1 -maxdepth 1 \
    \( -name '*.wants' -o -name '*.requires' \) -exec rm -rf {} +
: >"$root/etc/fstab"
mkdir -p "$root/opt/patient-education-kiosk"
mount --bind "$2" "$root/opt/patient-education-kiosk"
mount -o remount,bind,ro "$root/opt/patient-education-kiosk"
cp -r "$2/resources/deploy/system/." "$root/"
cp -r "$2/tests/deploy/machine/root/." "$root/"
# Python may stand in somebody's home, which a service does not see: a .venv on a copy of it elsewhere.
lab=$root/usr/lib/kiosk-lab
mkdir -p "$lab/python" "$lab/venv/bin"
mount --bind "$3" "$lab/python"
echo "home = /usr/lib/kiosk-lab/python/bin" >"$lab/venv/pyvenv.cfg"
ln -s /usr/lib/kiosk-lab/python/bin/python3 "$lab/venv/bin/python"
ln -s /opt/patient-education-kiosk/.venv/lib /opt/patient-education-kiosk/.venv/share "$lab/venv/"

mount -t proc proc "$root/proc"
mount --bind "$root/proc/sys" "$root/proc/sys"
mount -o remount,bind,ro "$root/proc/sys"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t tmpfs tmpfs "$root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for node in null zero full random urandom tty; do
    touch "$root/dev/$node"
    mount --bind "/dev/$node" "$root/dev/$node"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t tmpfs tmpfs "$root/dev/shm"
ln -s /proc/self/fd "$root/dev/fd"

# As when the package is installed where no systemd runs.
chroot "$root" /bin/sh /opt/patient-education-kiosk/resources/deploy/system-scripts/postinst configure
exec chroot "$root" /usr/bin/env -i container=lab PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    /lib/systemd/systemd --system --unit=kiosk-lab.target --log-target=journal --log-level=info --show-status=no
