import gc

from convoca import garbage


def test_what_stands_at_the_start_is_never_searched_again():
    threshold = gc.get_threshold()
    try:
        garbage.settle()
        assert gc.get_freeze_count() > 10_000
        assert gc.get_threshold()[0] == garbage.OBJECTS
    finally:
        gc.unfreeze()
        gc.set_threshold(*threshold)
