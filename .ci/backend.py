"""How pip builds ndbg: with hatchling, once this Python is seen to be new enough. Parses with any Python 3.

pip compares `requires-python` only after it has fetched every library, and tells of it in English. What it asks of
this file comes before all that; nothing is fetched for it. The functions are those of PEP 517 and PEP 660.
"""

import runpy
import sys

_too_old = runpy.run_path("ndbg/__main__.py", run_name="ndbg")["too_old"]


def get_requires_for_build_wheel(config_settings=None):  # noqa: ARG001
    """What to install for a build; ends it, with one sentence, where Python is too old."""
    told = _too_old(sys.version_info[:2])
    if told:
        sys.exit(told)
    return ["hatchling"]


def get_requires_for_build_sdist(config_settings=None):
    """As for a wheel."""
    return get_requires_for_build_wheel(config_settings)


def get_requires_for_build_editable(config_settings=None):
    """What hatchling wants beside itself, too."""
    return [*get_requires_for_build_wheel(config_settings), "editables~=0.3"]


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Hatchling's."""
    from hatchling import build

    return build.build_wheel(wheel_directory, config_settings, metadata_directory)


def build_sdist(sdist_directory, config_settings=None):
    """Hatchling's."""
    from hatchling import build

    return build.build_sdist(sdist_directory, config_settings)


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    """Hatchling's."""
    from hatchling import build

    return build.build_editable(wheel_directory, config_settings, metadata_directory)
