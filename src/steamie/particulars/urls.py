"""Addresses of our own lists."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "particulars"
desk_urlpatterns = [
    path("lists/", views.overview, name="overview"),
    path("lists/<slug:own_list>/", views.particular, name="particular"),
    path("lists/<slug:own_list>/check/", views.confirm, name="confirm"),
    path("lists/<slug:own_list>/return/", views.put_back, name="put_back"),
    path("lists/<slug:own_list>/<slug:part>/new/", views.add_row, name="add_row"),
    path("lists/<slug:own_list>/<slug:part>/<int:number>/", views.change_row, name="change_row"),
    path("lists/<slug:own_list>/<slug:part>/<int:number>/removal/", views.take_out, name="take_out"),
    path("lists/<slug:own_list>/<slug:part>/<int:number>/offer/", views.offer_again, name="offer_again"),
    path("lists/<slug:own_list>/<slug:part>/<int:number>/position/", views.move_up, name="move_up"),
]
