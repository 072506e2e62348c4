"""The shelf of procedures and of countries: how one gets something done in a country, and who does what there.

Nothing is written here: a procedure is put together from the answers, provisions, services and desks of the packs.
Start at `procedure.Procedure` for the steps and at `country.Country` for the field at a glance.
"""
