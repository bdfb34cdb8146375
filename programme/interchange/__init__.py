"""Programmes in and out of files, without a database.

    read(path) -> Schedule            reader: frab XML and schedule.json, told apart by content
    frab_xml.write(schedule)          schedule.xml, valid by schedule.xml.xsd
    frab_json.write(schedule)         schedule.json, valid by schedule-schema.json
    ics.calendar(head, fragments)     iCalendar, joined from ics.event_fragment(item)
    atom.write(feed, entries)         Atom, with atom.entry_of(item)

`schedule` has the values that all of them share; what is true of a file whatever its format stands
in `reading` and `sessions`, over `nodes`; `values` reads single values, `writing` has the forms of
both schemas. Whatever is wrong with a file is an Unreadable: one line, with its place. Writers are
pure: equal values give equal bytes. docs/formats.md says which field goes where.
"""
